package io.camus.it.report;

import io.camus.it.process.DebianTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, with an empty profile. Remembers what it logged and requested. */
final class Browser implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts it; skips the test if there is none.
   *
   * @param profile an empty folder
   */
  static Browser start(Path profile) throws IOException {
    DebianTool chromium = DebianTool.named("chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.program().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DebianTool.named("chromedriver").program().toFile())
            .withEnvironment(chromium.environment())
            .withLogFile(profile.resolveSibling("chromedriver.log").toFile())
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.get("about:blank");
    return new Browser(driver);
  }

  /**
   * Sets the size of the view, in CSS pixels, and the theme that the system asks for.
   *
   * @param theme {@code light} or {@code dark}
   */
  void view(int width, int height, String theme) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
  }

  /** Opens a page, and waits until its script has ended. Its history begins here. */
  void open(String address) {
    driver.get("about:blank");
    driver.get(address);
    await("document.documentElement.classList.contains('ready')");
  }

  /** Waits until an expression is true. */
  void await(String expression) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!Boolean.TRUE.equals(evaluate("Boolean(" + expression + ")"))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + expression);
      }
    }
  }

  /** The value of an expression in the page. */
  Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  String text(String expression) {
    return String.valueOf(evaluate(expression));
  }

  long number(String expression) {
    return ((Number) evaluate(expression)).longValue();
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement link(String text) {
    return driver.findElement(By.linkText(text));
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  void back() {
    driver.navigate().back();
  }

  void reload() {
    driver.navigate().refresh();
    await("document.documentElement.classList.contains('ready')");
  }

  String title() {
    return driver.getTitle();
  }

  /** Runs a script that calls its last argument with the result. */
  Object runAsync(String script) {
    driver.manage().timeouts().scriptTimeout(DEADLINE);
    return driver.executeAsyncScript(script);
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Prints the page. */
  byte[] print() {
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
    return Base64.getDecoder().decode(answer.get("data").toString());
  }

  /** Sends a command of Chromium's protocol. */
  void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** What the console has since the last call: errors, warnings and violations of the policy. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The requests since the last call, as the events of Chromium's protocol. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(event -> event.contains("\"Network.requestWillBeSent\""))
        .toList();
  }

  /** A resource of the class path. */
  static String resource(String name) {
    try (var in = Browser.class.getResourceAsStream(name)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
