package io.camus.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.camus.cli.html.ReportHtml;
import io.camus.cli.report.Made;
import io.camus.cli.report.Report;
import io.camus.cli.report.SyntheticReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The report's page in Chromium: read, clicked and typed at. The screenshots and the print are in
 * {@code target/report-page}, for people.
 */
class ReportPageIT {
  private static final Path PICTURES = Path.of("target", "report-page");
  private static final String BAD_TOPIC = "topic-0003-<b>payments</b>";

  @TempDir private static Path folder;
  private static Browser browser;
  private static String large;
  private static String small;
  private static String empty;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder.resolve("profile"));
    // Chromium's own first page.
    browser.requests();
    large = file("large", SyntheticReport.large());
    small = file("small", SyntheticReport.small());
    empty = file("empty", SyntheticReport.empty());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String file(String name, Report report) throws IOException {
    return Files.write(folder.resolve(name + ".html"), html(report)).toUri().toString();
  }

  private static byte[] html(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportHtml.write(report, out);
    return out.toByteArray();
  }

  @BeforeEach
  void desktop() {
    browser.view(1280, 900, "light");
  }

  /** For every test: no error, no violation of the policy, nothing asked of anyone. */
  @AfterEach
  void nothingWentWrongAndNothingWasRequested() throws IOException {
    assertThat(browser.console()).isEmpty();
    for (String event : browser.requests()) {
      String url = new ObjectMapper().readTree(event).at("/message/params/request/url").asText();
      assertThat(url).matches("(file|data|about):.*|http://127\\.0\\.0\\.1:\\d+/");
    }
  }

  @Test
  void thePageOfFiveHundredTopicsShowsAllOfThem() throws IOException {
    browser.open(large);

    assertThat(html(SyntheticReport.large())).hasSizeLessThan(5_000_000);
    assertThat(browser.find("h1").getText()).startsWith("NOT BALANCED");
    assertThat(browser.number("document.querySelectorAll('.row').length")).isEqualTo(501);
    assertThat(browser.number("document.querySelectorAll('.row')[1].children.length"))
        .isEqualTo(73);
    assertThat(browser.number("document.querySelectorAll('[role=gridcell]').length"))
        .as("rows out of sight have no cells yet")
        .isLessThan(500 * 72 / 2);

    browser.evaluate("document.querySelector('.heat-frame').scrollTop = 1e6");

    browser.await("document.querySelector('.row:last-child').children.length === 73");
  }

  @Test
  void topicsAreFiltered() {
    browser.open(large);

    browser.find("#find").sendKeys("orders");

    assertThat(browser.all(".row .topic a"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.getText()).contains("orders"));
    int orders = browser.all(".row .topic a").size();
    browser.find("#only").click();
    assertThat(browser.all(".row .topic a")).hasSizeBetween(1, orders - 1);
    assertThat(browser.find(".filter output").getText()).endsWith("of 500");
    assertThat(browser.all(".row:nth-child(2) .missing")).isNotEmpty();

    browser.reload();

    assertThat(browser.find("#find").getDomProperty("value")).isEqualTo("orders");
    assertThat(browser.find("#only").isSelected()).isTrue();
  }

  @Test
  void theWaysFromATopicToAFileAndBack() {
    browser.open(large);
    browser.find("#find").sendKeys("0001-page");
    String topic = browser.find(".row:nth-child(2) .topic a").getText();

    browser.find(".row:nth-child(2) .cell.missing").click();

    browser.await("!document.querySelector('#detail').hidden");
    assertThat(browser.find("#detail h1").getText()).startsWith(topic + ", ");
    assertThat(browser.find("#detail .state").getText()).contains("missing");
    assertThat(browser.find("#detail").getText()).contains("camus audit explain " + topic + " 20");
    assertThat(browser.find("#overview").isDisplayed()).isFalse();
    assertThat(browser.title()).startsWith(topic);
    browser.link(topic).click();
    browser.await("document.querySelector('#detail h1').textContent === '" + topic + "'");
    String file = browser.find("#detail td .name, #detail th.name a[href*='f=']").getText();
    browser.link(file).click();
    browser.await("document.querySelector('#detail h1').textContent.endsWith('.avro')");
    assertThat(browser.find("#detail").getText()).contains("hourly/2026/11/").contains(" MiB (");
    browser.back();
    browser.back();
    browser.await("document.querySelector('#detail h1').textContent.includes(', ')");
    browser.back();
    browser.await("document.querySelector('#detail').hidden");
    assertThat(browser.find("#find").getDomProperty("value")).isEqualTo("0001-page");
  }

  @Test
  void aPartitionHasItsPositionAndItsFiles() {
    browser.open(small + "#lag");

    browser.find("#lag tbody th a").click();

    browser.await("!document.querySelector('#detail').hidden");
    assertThat(browser.find("#detail h1").getText()).isEqualTo("topic-0000-clicks-0");
    assertThat(browser.find("#detail").getText())
        .contains("1,204 offsets are gone")
        .contains("topic-0000-clicks+0+");
  }

  @Test
  void anAddressOfNothingSaysSo() {
    browser.open(small + "#/?t=no-such-topic");

    assertThat(browser.find("#detail").getText()).contains("no such topic");
  }

  @Test
  void theHeatMapIsReadAndOpenedWithKeysAlone() {
    browser.open(small);
    browser.find("#order").sendKeys(Keys.TAB);
    assertThat(browser.text("document.activeElement.getAttribute('role')")).isEqualTo("gridcell");
    String first = browser.text("document.activeElement.getAttribute('aria-label')");
    assertThat(browser.find(".tip").isDisplayed()).isTrue();

    browser.press(Keys.ARROW_DOWN);
    browser.press(Keys.ARROW_LEFT);
    browser.press(Keys.ARROW_LEFT);
    browser.press(Keys.ARROW_LEFT);

    String other = browser.text("document.activeElement.getAttribute('aria-label')");
    assertThat(other).isNotEqualTo(first).contains(" 11:00: ");
    assertThat(browser.find(".tip").getText()).contains("22 Nov 11:00");
    assertThat(browser.all("[role=gridcell][tabindex='0']")).hasSize(1);
    browser.press(Keys.HOME);
    assertThat(browser.text("document.activeElement.tagName")).isEqualTo("A");
    browser.press(Keys.END);
    browser.press(Keys.ENTER);
    browser.await("!document.querySelector('#detail').hidden");
    assertThat(browser.text("document.activeElement.id")).isEqualTo("detail");
  }

  @Test
  void anHourShowsItsNumbersUnderThePointer() {
    browser.open(large);

    browser.evaluate(
        "document.querySelector('.row .missing')"
            + ".dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))");

    assertThat(browser.find(".tip").getText()).contains("missing ", "producer", "brokers", "files");
  }

  @Test
  void theThemeIsThatOfTheSystemUntilTheReaderChooses() {
    browser.view(1280, 900, "dark");
    browser.open(small);
    String dark = browser.text("getComputedStyle(document.body).backgroundColor");

    browser.find("#theme").click();

    String light = browser.text("getComputedStyle(document.body).backgroundColor");
    assertThat(light).isNotEqualTo(dark);
    browser.find(".row:nth-child(2) .cell").click();
    browser.await("!document.querySelector('#detail').hidden");
    browser.reload();
    assertThat(browser.text("getComputedStyle(document.body).backgroundColor")).isEqualTo(light);
    assertThat(browser.find("#theme").getText()).isEqualTo("Dark");
  }

  @Test
  void aTableIsSortedByAColumnAndShowsMoreRows() {
    browser.open(large);
    WebElement lag = browser.find("#lag thead th:nth-child(3)");

    lag.findElement(By.tagName("button")).click();

    assertThat(lag.getDomAttribute("aria-sort")).isEqualTo("descending");
    List<Long> lags =
        browser.all("#lag tbody tr:not(.note) td:nth-child(3)").stream()
            .map(cell -> Long.valueOf(cell.getText().replace(",", "")))
            .toList();
    assertThat(lags).hasSize(10).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    browser.find("#lag .more").click();
    assertThat(browser.all("#lag tbody tr:not(.note)")).hasSize(110);
  }

  @Test
  void runsAreDrawnAndListed() {
    browser.open(large + "#runs");

    browser.await("document.querySelectorAll('#runs canvas').length === 3");

    assertThat(browser.find("#runs").getText())
        .contains("Duration by stage", "Bytes in data files", "Data files", "largest partition");
    assertThat(
            browser.text(
                "[...document.querySelectorAll('#runs canvas')].every(canvas => canvas.getContext('2d')"
                    + ".getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte))"))
        .isEqualTo("true");
  }

  @Test
  void namesAndErrorsAreTextAndNeverMarkup() {
    browser.open(large);

    assertThat(browser.find("#problems").getText()).contains(BAD_TOPIC);
    assertThat(browser.find("#letters").getText()).contains("<script>alert(1)</script>");
    assertThat(browser.all("dd b, .topic b, #letters script")).isEmpty();
    browser.find("#find").sendKeys("0003");
    browser.find(".row:nth-child(2) .topic a").click();
    browser.await("!document.querySelector('#detail').hidden");
    assertThat(browser.find("#detail h1").getText()).isEqualTo(BAD_TOPIC);
  }

  @Test
  void aReportOfNothingSaysWhatItCouldNotAsk() {
    browser.open(empty);

    assertThat(browser.find("h1").getText()).contains("no topics in the commit log");
    assertThat(browser.find("#overview").getText())
        .contains("Kafka was not asked (--no-kafka).")
        .contains("No topics in these hours.")
        .contains("No run began in these hours.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "#/?t=topic-0001-page-views", "#/?t=topic-0001-page-views&h=2026-11-22T13"})
  void axeFindsNoBarrierInEitherTheme(String address) {
    // The page's policy allows no script of a test, so Chromium has to be told.
    browser.command("Page.setBypassCSP", Map.of("enabled", true));
    try {
      for (String theme : List.of("light", "dark")) {
        browser.view(1280, 900, theme);
        browser.open(small + address);
        browser.evaluate("(() => { " + Browser.resource("/axe.min.js") + " })()");
        Object barriers =
            browser.runAsync(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run().then(found => done(found.violations.map(it => it.id + ': ' + it.help"
                    + " + ': ' + it.nodes.map(node => node.target).join(' '))))");
        assertThat((List<?>) barriers).as(theme).isEmpty();
      }
    } finally {
      browser.command("Page.setBypassCSP", Map.of("enabled", false));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "390, 844, light",
    "390, 844, dark",
    "1280, 900, light",
    "1280, 900, dark",
    "2560, 1440, light",
    "2560, 1440, dark"
  })
  void nothingIsWiderThanTheScreen(int width, int height, String theme) throws IOException {
    browser.view(width, height, theme);
    String[] addresses = {"", "#runs", "#/?t=topic-0001-page-views"};
    String[] names = {"first", "runs", "topic"};
    for (int i = 0; i < addresses.length; i++) {
      browser.open(large + addresses[i]);
      browser.await("!location.hash.includes('runs') || document.querySelector('canvas')");

      assertThat(browser.number("document.documentElement.scrollWidth"))
          .as(names[i])
          .isLessThanOrEqualTo(width);
      browser.screenshot(
          PICTURES.resolve(String.format(Locale.ROOT, "%s-%d-%s.png", names[i], width, theme)));
    }
  }

  /** {@code docs/images/report.sh} copies them. */
  @Test
  void thePicturesOfTheReadmeAreSmall() throws IOException {
    Path page = Files.writeString(folder.resolve("readme.html"), ReadmePage.html());
    for (String theme : List.of("light", "dark")) {
      browser.view(1280, 860, theme);
      browser.open(page.toUri().toString());
      Path picture = PICTURES.resolve("readme-" + theme + ".png");
      browser.screenshot(picture);
      assertThat(picture.toFile()).isNotEmpty();
      assertThat(Files.size(picture)).isLessThan(150_000);
    }
  }

  @Test
  void inPrintEverythingIsLightAndEveryHourIsThere() throws IOException {
    browser.view(1280, 900, "dark");
    browser.open(small);

    byte[] pdf = browser.print();

    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve("print.pdf"), pdf);
    assertThat(browser.number("document.querySelectorAll('[role=gridcell]').length"))
        .isEqualTo(8 * 24);
    assertThat(browser.number("document.querySelectorAll('#runs canvas').length")).isEqualTo(3);
  }

  @Test
  void aLivePageTakesTheNewerOneAndKeepsThePlace() throws IOException {
    AtomicInteger answers = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = html(live(SyntheticReport.small()));
    server.createContext(
        "/",
        exchange -> {
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, head ? -1 : page.length);
          if (!head) {
            answers.incrementAndGet();
            exchange.getResponseBody().write(page);
          }
          exchange.close();
        });
    server.start();
    try {
      browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      browser.evaluate("scrollTo(0, 600)");
      browser.evaluate("window.before = true");

      browser.await("!window.before && document.documentElement.classList.contains('ready')");

      assertThat(answers.get()).isEqualTo(2);
      browser.await("scrollY === 600");
    } finally {
      server.stop(0);
    }
    browser.await("document.querySelector('#made').textContent.startsWith('not updated since')");
    assertThat(browser.find("h1").getText()).startsWith("NOT BALANCED");
    assertThat(browser.console())
        .allSatisfy(it -> assertThat(it).contains("ERR_CONNECTION_REFUSED"));
  }

  private static Report live(Report report) {
    Made made = report.made();
    return new Report(
        new Made(
            made.at(),
            made.version(),
            made.destination(),
            made.commitLog(),
            made.zone(),
            Optional.of(Duration.ofSeconds(1))),
        report.span(),
        report.headline(),
        report.gaps(),
        report.problems(),
        report.topics(),
        report.total(),
        report.positions(),
        report.runs(),
        report.files(),
        report.deadLetters(),
        report.pages());
  }
}
