package io.camus.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.EventTimes;
import io.camus.model.Problem;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary.TopicSummary;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {
  private static final RunSummary SUMMARY =
      new RunSummary(
          Optional.of(new RunId("2026-11-22-14-00-00-abc123")),
          Instant.parse("2026-11-22T14:00:00.123Z"),
          Duration.ofMillis(61_500),
          3,
          List.of(
              new TopicSummary(
                  "clicks",
                  2,
                  1_000_000_000_000L,
                  5,
                  4,
                  1,
                  3,
                  2,
                  7,
                  6,
                  9,
                  Optional.of(Instant.parse("2026-11-22T13:00:00Z")),
                  Optional.of(Instant.parse("2026-11-22T13:59:59.999Z")),
                  Optional.of(
                      new EventTimes(
                          Map.of("at", 5L, "header.time", 6L),
                          1,
                          2,
                          3,
                          4,
                          5,
                          Optional.of(new EventTimes.Sample("clicks-3@17", "at = \"22.11.\"")),
                          Optional.empty())),
                  new Unread(
                      Optional.of(Instant.parse("2026-11-22T13:58:00Z")),
                      Optional.of(Duration.ofHours(47)))),
              new TopicSummary(
                  "views",
                  1,
                  0,
                  0,
                  0,
                  0,
                  0,
                  0,
                  0,
                  0,
                  0,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty())),
          List.of(
              new Rejection(
                  "clicks",
                  RejectionCause.SCHEMA_NOT_FOUND,
                  3,
                  10,
                  true,
                  Optional.of(
                      new Rejection.Sample(
                          "clicks-3@17", "no schema \u00fc", Optional.of("look")))),
              new Rejection("views", RejectionCause.NULL_VALUE, 1, 2, false, Optional.empty())),
          4,
          List.of(new Problem(Problem.Severity.DATA, "clicks-3", "3 of 10 \"rejected\"")),
          List.of(17L, 18L),
          List.of("run x was published"),
          Optional.of(new RunId("2026-11-22-15-00-00-abc124")),
          Optional.of(StopSignal.SIGTERM),
          Optional.of(Stage.PUBLISH),
          Map.of(Stage.PULL, Duration.ofMillis(61_000), Stage.RECOVER, Duration.ofMillis(500)),
          List.of(
              new TopicCompleteness(
                  "clicks",
                  Optional.of(Instant.parse("2026-11-22T13:00:00Z")),
                  2,
                  1,
                  17,
                  Optional.of("missing 211")),
              new TopicCompleteness("views", Optional.empty(), 0, 0, 0, Optional.empty())));

  /** Programs read it, and so does the history of runs that are years old. */
  @Test
  void theBytesOfADocumentStayAsTheyAre() throws IOException {
    assertThat(SummaryJson.of(SUMMARY).text()).isEqualTo(golden());
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    assertThat(SummaryJson.read(new ObjectMapper().readTree(golden()))).isEqualTo(SUMMARY);
  }

  private static String golden() throws IOException {
    try (InputStream in = SummaryJsonTest.class.getResourceAsStream("summary.json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
