package dev.ifsbench.spi;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code WSPPROC_TABLE}: the 30 functions that a service provider returns from {@link
 * ServiceProvider#wspStartup}, in the header's order.
 *
 * <p>A table is immutable and can be shared between threads. A layer makes its own from the next
 * provider's by {@link #toBuilder()}; an entry it leaves alone stays the very same object, so that
 * a call through it costs what it costs without the layer.
 *
 * <p>The functions are named once, as this record's components; the builder knows them by their
 * types.
 *
 * @see <a
 *     href="https://learn.microsoft.com/windows/win32/api/ws2spi/ns-ws2spi-wspproc_table">WSPPROC_TABLE</a>
 */
public record ProcedureTable(
    WspFunction.Accept wspAccept,
    WspFunction.AddressToString wspAddressToString,
    WspFunction.AsyncSelect wspAsyncSelect,
    WspFunction.Bind wspBind,
    WspFunction.CancelBlockingCall wspCancelBlockingCall,
    WspFunction.Cleanup wspCleanup,
    WspFunction.CloseSocket wspCloseSocket,
    WspFunction.Connect wspConnect,
    WspFunction.DuplicateSocket wspDuplicateSocket,
    WspFunction.EnumNetworkEvents wspEnumNetworkEvents,
    WspFunction.EventSelect wspEventSelect,
    WspFunction.GetOverlappedResult wspGetOverlappedResult,
    WspFunction.GetPeerName wspGetPeerName,
    WspFunction.GetSockName wspGetSockName,
    WspFunction.GetSockOpt wspGetSockOpt,
    WspFunction.GetQosByName wspGetQosByName,
    WspFunction.Ioctl wspIoctl,
    WspFunction.JoinLeaf wspJoinLeaf,
    WspFunction.Listen wspListen,
    WspFunction.Recv wspRecv,
    WspFunction.RecvDisconnect wspRecvDisconnect,
    WspFunction.RecvFrom wspRecvFrom,
    WspFunction.Select wspSelect,
    WspFunction.Send wspSend,
    WspFunction.SendDisconnect wspSendDisconnect,
    WspFunction.SendTo wspSendTo,
    WspFunction.SetSockOpt wspSetSockOpt,
    WspFunction.Shutdown wspShutdown,
    WspFunction.Socket wspSocket,
    WspFunction.StringToAddress wspStringToAddress) {
  private static final RecordComponent[] FUNCTIONS = ProcedureTable.class.getRecordComponents();

  private static final Class<?>[] TYPES =
      Arrays.stream(FUNCTIONS).map(RecordComponent::getType).toArray(Class<?>[]::new);

  /** Functions that do nothing but fail, by their types. */
  private static final Map<Class<?>, Object> UNSUPPORTED =
      Arrays.stream(TYPES).collect(toUnmodifiableMap(type -> type, UnsupportedFunction::of));

  /**
   * A table whose every function fails with {@link WinsockError#WSAEOPNOTSUPP}, to be filled in.
   *
   * @return a builder that holds such a table
   */
  public static Builder unsupported() {
    return new Builder(UNSUPPORTED);
  }

  /**
   * Copies this table to change some of its functions.
   *
   * @return a builder that holds this table's functions
   */
  public Builder toBuilder() {
    Map<Class<?>, Object> functions = new HashMap<>();
    for (RecordComponent function : FUNCTIONS) {
      functions.put(function.getType(), valueOf(function));
    }
    return new Builder(functions);
  }

  /**
   * Tells whether a function is missing, which makes a table unfit for use ({@code
   * WSAEINVALIDPROCTABLE}).
   *
   * @return true if at least one function is null
   */
  public boolean hasNullEntry() {
    return Arrays.stream(FUNCTIONS).anyMatch(function -> valueOf(function) == null);
  }

  private Object valueOf(RecordComponent function) {
    try {
      return function.getAccessor().invoke(this);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e); // the accessors are public and throw nothing
    }
  }

  /** Collects the functions of a table, by their types. Not for use by several threads at once. */
  public static final class Builder {
    private final Map<Class<?>, Object> functions;

    private Builder(Map<Class<?>, Object> functions) {
      this.functions = new HashMap<>(functions);
    }

    /**
     * Sets a function.
     *
     * @param type the function's type, one of {@link WspFunction}
     * @param function the function; null makes a table that no caller accepts
     * @param <F> the function's type
     * @return this builder
     */
    public <F> Builder with(Class<F> type, F function) {
      functions.put(type, function);
      return this;
    }

    /**
     * Creates the table.
     *
     * @return a table of the functions set
     */
    public ProcedureTable build() {
      try {
        return ProcedureTable.class
            .getDeclaredConstructor(TYPES)
            .newInstance(Arrays.stream(TYPES).map(functions::get).toArray());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e); // the constructor is public and throws nothing
      }
    }
  }
}
