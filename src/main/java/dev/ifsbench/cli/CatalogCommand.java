package dev.ifsbench.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.ifsbench.cli.option.ExitCode;
import dev.ifsbench.cli.option.JsonOption;
import dev.ifsbench.cli.option.UserError;
import dev.ifsbench.provider.BaseProvider;
import dev.ifsbench.provider.HostedProvider;
import dev.ifsbench.report.json.CatalogJson;
import dev.ifsbench.report.screen.Screen;
import dev.ifsbench.report.text.CatalogListing;
import dev.ifsbench.report.text.CatalogText;
import dev.ifsbench.sockets.HostSystem;
import dev.ifsbench.sockets.LspCategory;
import dev.ifsbench.sockets.NativeSockets;
import dev.ifsbench.sockets.system.SystemSockets;
import dev.ifsbench.sockets.winsock.SystemCatalog;
import dev.ifsbench.sockets.winsock.SystemCatalogReading;
import dev.ifsbench.ws2.CatalogEntry;
import dev.ifsbench.ws2.CatalogFaults;
import dev.ifsbench.ws2.CatalogVerdict;
import dev.ifsbench.ws2.Winsock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the catalog of service providers with a verdict on it. */
@Command(
    name = "catalog",
    header = "Shows the catalog of service providers, and what stands over TCP and UDP.",
    description = {
      "",
      "On Windows the system's own catalogs, that of 64-bit and that of 32-bit programs"
          + " (WSCEnumProtocols, WSCGetProviderPath, WSCGetProviderInfo), with the fields of 'netsh"
          + " winsock show catalog', whether each DLL exists, and what socket() takes. Elsewhere"
          + " there is none: what is shown is the modelled one that benchmarks start from.",
      ""
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class CatalogCommand implements Callable<Integer> {
  private static final String MISSING = "missing";
  private static final Pattern SYSTEM32 =
      Pattern.compile("\\\\system32\\\\", Pattern.CASE_INSENSITIVE);

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws UserError, IOException {
    boolean system = HostSystem.isWindows();
    CatalogListing listing = system ? systemListing() : modelledListing();
    Optional<CatalogListing> of32BitPrograms = system ? listingOf32BitPrograms() : Optional.empty();
    if (json.isGiven()) {
      CatalogJson.write(listing, of32BitPrograms, System.out);
      System.out.flush();
    } else {
      Screen screen = Screen.ofStandardOutput();
      CatalogText.lines(screen, listing).forEach(System.out::println);
      if (system) {
        System.out.println();
        of32BitPrograms
            .map(other -> CatalogText.lines(screen, other))
            .orElse(
                List.of("The catalog of 32-bit programs: " + CatalogListing.NOT_AVAILABLE + "."))
            .forEach(System.out::println);
      }
    }
    boolean clean =
        listing.verdict().clean()
            && of32BitPrograms.map(other -> other.verdict().clean()).orElse(true);
    return (clean ? ExitCode.OK : ExitCode.BROKEN_RULE).code();
  }

  private static CatalogListing systemListing() throws UserError {
    try {
      return listing(
          "The catalog of this Windows system.",
          SystemCatalog.readWhole(),
          UnaryOperator.identity());
    } catch (UnsupportedOperationException e) {
      throw new UserError(e.getMessage());
    }
  }

  private static Optional<CatalogListing> listingOf32BitPrograms() {
    try {
      return Optional.of(
          listing(
              "The catalog of 32-bit programs.",
              SystemCatalog.readOf32BitPrograms(),
              CatalogCommand::asSeenBy32BitPrograms));
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static CatalogListing listing(
      String source, SystemCatalogReading reading, UnaryOperator<String> view) {
    UnaryOperator<String> file = path -> view.apply(HostedProvider.expand(path, System.getenv()));
    List<CatalogListing.Entry> listed =
        reading.entries().stream()
            .map(
                entry ->
                    new CatalogListing.Entry(
                        new CatalogEntry(entry.info(), entry.providerPath()),
                        dll(file.apply(entry.providerPath())),
                        categories(entry.categories())))
            .toList();
    List<CatalogEntry> entries = listed.stream().map(CatalogListing.Entry::entry).toList();
    Set<String> missing =
        listed.stream()
            .filter(entry -> entry.dll().equals(MISSING))
            .map(entry -> entry.entry().providerPath())
            .collect(toSet());
    List<String> faults = new ArrayList<>(reading.malformed());
    faults.addAll(CatalogFaults.of(entries, missing::contains));
    return new CatalogListing(true, source, listed, CatalogVerdict.of(entries, faults));
  }

  /** Windows redirects the system folder for 32-bit programs. */
  static String asSeenBy32BitPrograms(String path) {
    return SYSTEM32.matcher(path).replaceFirst("\\\\SysWOW64\\\\");
  }

  /** Whether a DLL exists; a bare name is looked for on the system's search path. */
  static String dll(String path) {
    if (path.isEmpty()) {
      return CatalogListing.NOT_AVAILABLE;
    }
    try {
      Path file = Path.of(path);
      if (!file.isAbsolute()) {
        return CatalogListing.NOT_AVAILABLE;
      }
      return Files.exists(file) ? "exists" : MISSING;
    } catch (InvalidPathException e) {
      return MISSING;
    }
  }

  private static String categories(OptionalInt bits) {
    if (bits.isEmpty()) {
      return CatalogListing.NOT_AVAILABLE;
    }
    List<LspCategory> categories = LspCategory.of(bits.getAsInt());
    return categories.isEmpty()
        ? "none"
        : categories.stream().map(LspCategory::name).collect(joining(", "));
  }

  private static CatalogListing modelledListing() {
    NativeSockets sockets = SystemSockets.none();
    Winsock winsock = new Winsock(sockets);
    BaseProvider.install(winsock, sockets);
    List<CatalogEntry> entries = winsock.catalog().enumerate();
    return new CatalogListing(
        false,
        "Modelled: this system has no Winsock catalog, this is the one that benchmarks start from.",
        entries.stream()
            .map(
                entry ->
                    new CatalogListing.Entry(
                        entry, "this project's own", CatalogListing.NOT_AVAILABLE))
            .toList(),
        CatalogVerdict.of(entries, CatalogFaults.of(entries, path -> false)));
  }
}
