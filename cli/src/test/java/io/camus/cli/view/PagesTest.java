package io.camus.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.cli.page.Look;
import io.camus.cli.page.Page;
import io.camus.cli.page.TextRenderer;
import io.camus.config.CamusConfig;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.report.Rejection;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.StopSignal;
import io.camus.report.Unread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final CamusConfig CONFIG =
      CamusConfig.parse(
          Map.of(
              "kafka.brokers", "b:9092",
              "etl.destination.path", "/d",
              "etl.execution.base.path", "/b",
              "etl.execution.history.path", "/h"));

  private static final int COLUMNS = 100;

  private static List<String> lines(Page page) {
    return TextRenderer.lines(page, Look.plain(COLUMNS));
  }

  @Test
  void manyTopicsAreTheFiftyLargestAndASum() {
    List<TopicSummary> topics = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      topics.add(Samples.topic(String.format(Locale.ROOT, "topic-%02d", i), 1000 + i, 0, 0));
    }

    List<String> lines = lines(SummaryPage.of(CONFIG, Samples.summary(topics)));

    assertThat(lines.stream().filter(line -> line.startsWith("topic-"))).hasSize(50);
    assertThat(lines).noneMatch(line -> line.startsWith("topic-09"));
    assertThat(lines).anyMatch(line -> line.startsWith("(10 others)    10,045"));
  }

  @Test
  void longNamesLoseTheirMiddleAndNumbersNothing() {
    TopicSummary topic = Samples.topic("very.long.name.".repeat(12) + "end", 600_000, 1, 2);

    List<String> lines = lines(SummaryPage.of(CONFIG, Samples.summary(List.of(topic))));

    assertThat(lines.get(2))
        .hasSize(100)
        .startsWith("very.long.name.")
        .contains("..", "long.name.end   600,000  93.3 MiB");
  }

  private static TopicSummary topic(String first, String last) {
    return new TopicSummary(
        "clicks", 1, 10, 100, 2, 0, 0, 0, 0, 0, 0, time(first), time(last), Optional.empty());
  }

  private static Optional<Instant> time(String text) {
    return Optional.of(Instant.parse(text));
  }

  private String row(String first, String last) {
    return lines(SummaryPage.of(CONFIG, Samples.summary(List.of(topic(first, last))))).get(2);
  }

  @Test
  void timesOfOtherYearsHaveTheYearAndDaysOfDifferentYearsAreTwo() {
    assertThat(row("2026-11-28T10:00:00Z", "2026-11-28T10:30:00Z"))
        .endsWith("  11-28 10:00 .. 10:30");
    assertThat(row("1999-11-28T10:00:00Z", "2126-11-28T10:00:00Z"))
        .endsWith("  1999-11-28 10:00 .. 2126-11-28 10:00");
    assertThat(row("2025-11-22T10:00:00Z", "2025-11-22T10:05:00Z"))
        .endsWith("  2025-11-22 10:00 .. 10:05");
    assertThat(row("2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z"))
        .endsWith("  11-21 10:00 .. 11-22 10:00");
  }

  @Test
  void recordsLeftInKafkaAreToldWithTheirAgeAndTheTimeToTheirLoss() {
    TopicSummary behind =
        new TopicSummary(
            "clicks",
            1,
            10,
            100,
            2,
            0,
            0,
            0,
            0,
            7,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Unread(time("2026-11-22T12:06:40Z"), Optional.of(Duration.ofMinutes(301))));
    String unread = "  unread     the oldest record is 2 h 00 min old, ";

    assertThat(lines(SummaryPage.of(CONFIG, Samples.summary(List.of(behind)))))
        .contains(unread + "retention deletes the first one in 5 h 01 min");
    assertThat(
            lines(
                SummaryPage.of(
                    CONFIG, Samples.summary(List.of(Samples.topic("clicks", 10, 0, 0))))))
        .noneMatch(line -> line.contains("unread"));
  }

  private static RunSummary with(RunSummary base, Optional<RunId> by, Optional<StopSignal> signal) {
    return new RunSummary(
        base.run(),
        base.startedAt(),
        base.duration(),
        base.tasks(),
        base.topics(),
        base.rejections(),
        base.emptyTopics(),
        base.problems(),
        base.commits(),
        base.recovered(),
        by,
        signal,
        base.failedAt(),
        Map.of(),
        List.of());
  }

  @Test
  void aSignalAndATakeOverAreHeadlinesAndHaveTheExitCodeOfTheProcess() {
    RunSummary base = Samples.summary(new Problem(Severity.OUTSIDE, "run x", "stopped"));
    assertThat(
            lines(
                SummaryPage.of(
                    CONFIG, with(base, Optional.empty(), Optional.of(StopSignal.SIGINT)))))
        .anyMatch(line -> line.startsWith("STOPPED by SIGINT: 1,003,115 messages"))
        .contains("  Committed data is safe; the next run pulls the rest. Exit code 130.");
    RunId other = new RunId("2026-11-22-15-05-59-3f09ac");
    assertThat(lines(SummaryPage.of(CONFIG, with(base, Optional.of(other), Optional.empty()))))
        .anyMatch(line -> line.startsWith("TAKEN OVER by run " + other + ": 1,003,115 messages"))
        .contains("  Committed data is safe; the other run pulls the rest. Exit code 3.");
  }

  @Test
  void aWarningIsInTheHeadlineAndNoReasonToStayInBed() {
    List<String> lines =
        lines(
            SummaryPage.of(
                CONFIG,
                Samples.summary(
                    List.of(Samples.topic("clicks", 10, 0, 0)),
                    new Problem(Severity.WARNING, "clicks", "look"))));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("OK, with 1 warning: 10 messages"))
        .contains("  warning  clicks: look")
        .contains("  The run is complete. Check the warnings. Exit code 0.");
  }

  @Test
  void noTopicIsHiddenByTheRejectionsOfAnother() {
    List<Rejection> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      TopicSummary topic =
          Samples.topic(String.format(Locale.ROOT, "topic-%02d", i), 1, 100 - i, 0);
      rows.add(Samples.rejection(topic));
    }
    List<String> lines = lines(RejectionTable.of(rows, 2));
    assertThat(lines.stream().filter(line -> line.startsWith("  topic-"))).hasSize(50);
    assertThat(lines.stream().filter(line -> line.startsWith("      starts with"))).hasSize(2);
    assertThat(lines.get(lines.size() - 1)).matches("  \\(10 others\\) +455");
    assertThat(lines).allMatch(line -> line.length() <= COLUMNS);
    assertThat(RejectionTable.of(List.of(), 2).isEmpty()).isTrue();
  }
}
