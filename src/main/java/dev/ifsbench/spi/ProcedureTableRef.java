package dev.ifsbench.spi;

/** An {@code LPWSPPROC_TABLE} that {@link ServiceProvider#wspStartup} fills in. */
public final class ProcedureTableRef {
  /** The provider's table, or null. */
  public ProcedureTable value;

  /** Makes one that holds nothing. */
  public ProcedureTableRef() {}
}
