package dev.ifsbench.cli;

import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.report.CatalogJson;
import dev.ifsbench.report.CatalogText;
import dev.ifsbench.sockets.NullSockets;
import dev.ifsbench.sockets.SystemCatalog;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.CatalogVerdict;
import dev.ifsbench.ws2.Winsock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the catalog of service providers, and says what it means. */
@Command(
    name = "catalog",
    header = "Shows the catalog of service providers, and what stands over TCP and UDP.",
    description = {
      "",
      "On Windows the system's own catalog (WSCEnumProtocols, WSCGetProviderPath), with the fields"
          + " of 'netsh winsock show catalog'. Elsewhere there is none: what is shown is the"
          + " modelled one that benchmarks start from.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the catalog was shown", "1:it could not be read", "2:wrong arguments"},
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CatalogCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Refusal, IOException {
    boolean system = SystemCatalog.isThere();
    List<CatalogEntry> entries = system ? systemEntries() : modelledEntries();
    CatalogVerdict verdict = CatalogVerdict.of(entries);
    if (json) {
      CatalogJson.write(system, entries, verdict, System.out);
      System.out.flush();
    } else {
      String source =
          system
              ? "The catalog of this Windows system."
              : "Modelled: this system has no Winsock catalog, this is the one that benchmarks start"
                  + " from.";
      CatalogText.lines(source, entries, verdict).forEach(System.out::println);
    }
    return CommandLine.ExitCode.OK;
  }

  private static List<CatalogEntry> systemEntries() throws Refusal {
    try {
      return SystemCatalog.read().stream()
          .map(entry -> new CatalogEntry(entry.info(), entry.providerPath()))
          .toList();
    } catch (UnsupportedOperationException e) {
      throw new Refusal(e.getMessage());
    }
  }

  private static List<CatalogEntry> modelledEntries() {
    NullSockets sockets = new NullSockets();
    Winsock winsock = new Winsock(sockets);
    BaseProvider.install(winsock, sockets);
    return winsock.catalog().enumerate();
  }
}
