package dev.ifsbench.report.html;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The distribution's Chromium without a window, with a new profile, and without a network. */
final class Browser implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether browser and driver are installed. */
  static boolean isInstalled() {
    return find("chromium").isPresent() && find("chromedriver").isPresent();
  }

  /**
   * Starts.
   *
   * @param profile an empty folder
   */
  static Browser start(Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("chromium").orElseThrow());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(find("chromedriver").orElseThrow())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> new File(folder, program))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens a page as if for the first time, with light colours and on a wide screen. */
  void open(Path page) {
    show("light", 1200);
    messages();
    driver.get(page.toUri().toString());
  }

  /**
   * What the page sees of the screen.
   *
   * @param colours light or dark
   * @param width of the window, in the page's pixels
   */
  void show(String colours, int width) {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    // Charts are drawn anew in a frame after the one with the new width.
    driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));");
  }

  /** What the console says since this was asked last. */
  List<String> messages() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** The result of a function's body that gets the arguments. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> T ask(String body, Object... arguments) {
    return (T) driver.executeScript(body, arguments);
  }

  /**
   * What axe-core finds on the page, each with the places where.
   *
   * @param axe the whole of its script
   */
  @SuppressWarnings("unchecked")
  List<String> findings(String axe) {
    driver.executeScript(axe);
    return (List<String>)
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run().then(found => done(found.violations.map(v =>
              v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))));
            """);
  }

  Map<String, Object> devTools(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  /** Keeps a picture of the whole page. */
  void picture(String name) throws IOException {
    Object data =
        devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
            .get("data");
    keep(name, data);
  }

  /** Keeps the page as it is printed, and returns the file. */
  Path print(String name) throws IOException {
    return keep(
        name,
        devTools("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69)).get("data"));
  }

  private static Path keep(String name, Object base64) throws IOException {
    Files.createDirectories(PICTURES);
    return Files.write(PICTURES.resolve(name), Base64.getDecoder().decode((String) base64));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
