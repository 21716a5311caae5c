package io.camus.cli.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.report.Gap;
import io.camus.cli.report.Headline;
import io.camus.cli.report.Hour;
import io.camus.cli.report.Made;
import io.camus.cli.report.Report;
import io.camus.cli.report.SyntheticReport;
import io.camus.cli.report.TopicReport;
import io.camus.cli.report.Waterfall.TierSum;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReportHtmlTest {
  private static final int MOST_BYTES = 5_000_000;
  private static final String EVIL = "</script><script>alert('\"&1')</script>\u2028\u202E\ud800";

  private static String html(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportHtml.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String only(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(html);
    assertThat(matcher.find()).as(pattern).isTrue();
    String found = matcher.group(1);
    assertThat(matcher.find()).as(pattern).isFalse();
    return found;
  }

  private static JsonNode data(String html, String id) throws IOException {
    return new ObjectMapper()
        .readTree(only(html, "<script type=\"application/json\" id=\"" + id + "\">(.*?)</script>"));
  }

  @Test
  void thePolicyAllowsExactlyTheStyleAndTheScriptOfThePage() throws IOException {
    String html = html(SyntheticReport.small());

    assertThat(only(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">"))
        .isEqualTo(
            "default-src 'none'; style-src "
                + Policy.hash(only(html, "<style>(.*?)</style>"))
                + "; script-src "
                + Policy.hash(only(html, "<script>(.*?)</script>"))
                + "; img-src data:; base-uri 'none'; form-action 'none'");
  }

  @Test
  void theHashIsThatOfTheStandard() {
    assertThat(Policy.hash("alert('Hello, world.');"))
        .isEqualTo("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
  }

  @Test
  void nothingInThePageNamesAnotherAddress() throws IOException {
    String html = html(SyntheticReport.small());
    String without = html.replace(only(html, "<script>(.*?)</script>"), "");

    assertThat(without).doesNotContainPattern("(?i)(src|href)=\"?(?!#|\"?data:|\"#|\"data:)");
    assertThat(without).doesNotContainPattern("(?i)\\bon[a-z]+=|\\bstyle=|@import|url\\(");
  }

  @Test
  void onlyALivePageMayAskItsServer() throws IOException {
    assertThat(html(SyntheticReport.small())).doesNotContain("connect-src 'self'");
    assertThat(html(changed(SyntheticReport.small(), "", Optional.of(Duration.ofSeconds(30)))))
        .contains("connect-src 'self'\">");
  }

  @Test
  void hostileTextEndsNoElementAndIsStillThere() throws IOException {
    String html = html(changed(SyntheticReport.small(), EVIL, Optional.empty()));

    assertThat(html).doesNotContain("<script>alert", "\u2028", "\u202E");
    assertThat(Pattern.compile("<script").matcher(html).results().count())
        .as("three documents of data, one script")
        .isEqualTo(4);
    assertThat(data(html, "data-hours").at("/topics/0/name").asText())
        .isEqualTo("</script><script>alert('\"&1')</script>\uFFFD\uFFFD\uFFFD");
    assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert(&#39;&quot;&amp;1&#39;)");
  }

  @Test
  void fiveHundredTopicsByThreeDaysAreSmallerThanFiveMegabytes() throws IOException {
    assertThat(html(SyntheticReport.large()).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(MOST_BYTES);
  }

  /** As {@code data.js} decodes it. */
  @Test
  void everyNumberOfAnHourCanBeReadFromTheData() throws IOException {
    Report report = SyntheticReport.small();
    JsonNode main = data(html(report), "data-hours");

    for (int t = 0; t < report.topics().size(); t++) {
      TopicReport topic = report.topics().get(t);
      JsonNode read = main.at("/topics/" + t);
      for (int i = 0; i < topic.hours().size(); i++) {
        Hour hour = topic.hours().get(i);
        String key = String.valueOf(i);
        assertThat(read.path("missing").path(key).asLong()).isEqualTo(hour.missing());
        assertThat(read.path("doubled").path(key).asLong()).isEqualTo(hour.doubled());
        assertThat(read.path("files").path(i).asLong()).isEqualTo(hour.files());
        assertThat(read.path("bytes").path(i).asLong()).isEqualTo(hour.bytes());
        assertThat(read.path("held").path(i).isNull()).isEqualTo(hour.counts().isEmpty());
        if (hour.counts().isPresent()) {
          counts(main, read, i, hour);
        }
      }
    }
  }

  private static void counts(JsonNode main, JsonNode read, int i, Hour hour) {
    String key = String.valueOf(i);
    long held = read.path("held").path(i).asLong();
    long left = read.path("left").path(key).asLong();
    assertThat(held).isEqualTo(hour.counts().orElseThrow().held());
    assertThat(left).isEqualTo(hour.counts().orElseThrow().leftOut());
    assertThat(read.path("late").path(key).asLong()).isEqualTo(hour.counts().orElseThrow().late());
    assertThat(held - left + read.path("records").path(key).asLong()).isEqualTo(hour.records());
    for (int t = 0; t < main.path("tiers").size(); t++) {
      String name = main.path("tiers").path(t).asText();
      JsonNode tier = read.path("tiers").path(t);
      Optional<TierSum> sum =
          hour.counts().orElseThrow().tiers().stream()
              .filter(it -> it.tier().equals(name))
              .findFirst();
      assertThat(tier.path("has").asText().charAt(i) == '+').isEqualTo(sum.isPresent());
      if (sum.isPresent()) {
        long windows = held + tier.path("windows").path(key).asLong();
        assertThat(windows).isEqualTo(sum.get().held());
        assertThat(windows + tier.path("more").path(key).asLong()).isEqualTo(sum.get().counted());
      }
    }
  }

  @Test
  void aBrowserWithoutScriptsReadsTheVerdictTheProblemsAndWhatToCall() throws IOException {
    String html = html(SyntheticReport.small());

    assertThat(html)
        .contains("<strong>NOT BALANCED</strong>")
        .contains("<dt class=\"bad\">data</dt>")
        .contains("its hours have no proof in the commit log.")
        .contains("<noscript><p>This browser runs no scripts. <code>camus history</code>");
  }

  @Test
  void theChartLibraryComesWithItsLicense() throws IOException {
    assertThat(only(html(SyntheticReport.empty()), "<script>(.*?)</script>"))
        .contains("Copyright (c) 2022 Leon Sorokin", "uPlot (v1.6.32)");
  }

  /** With a text everywhere that a stranger could choose it. */
  private static Report changed(Report report, String text, Optional<Duration> reload) {
    Made made = report.made();
    return new Report(
        new Made(made.at(), made.version(), made.destination() + text, text, made.zone(), reload),
        report.span(),
        new Headline(report.headline().tone(), "WORDS" + text, text),
        List.of(new Gap(Gap.Part.RUNS, text)),
        List.of(new Problem(Severity.DATA, text, text)),
        report.topics().stream()
            .map(
                it ->
                    new TopicReport(
                        text.isEmpty() ? it.name() : text,
                        it.completeUntil(),
                        Optional.of(text),
                        it.waterfall(),
                        it.hours()))
            .toList(),
        report.total(),
        report.positions(),
        report.runs(),
        report.files(),
        report.deadLetters(),
        report.pages());
  }
}
