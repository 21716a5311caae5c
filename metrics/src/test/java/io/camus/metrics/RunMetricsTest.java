package io.camus.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.report.RunOutcome;
import io.camus.report.RunSummary.TopicSummary;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

  private static List<String> lines(MetricSnapshots metrics) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, metrics, EscapingScheme.DEFAULT);
    return text.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static List<String> lines(RunOutcome outcome) throws IOException {
    return lines(RunMetrics.of(outcome, Map.of(), 1_000));
  }

  @Test
  void aTopicsFiguresAreThoseOfItsSummary() throws IOException {
    assertThat(lines(Outcomes.success()))
        .contains(
            "camus_topic_messages{topic=\"clicks\"} 1000.0",
            "camus_topic_messages{topic=\"views\"} 10.0",
            "camus_topic_written_bytes{topic=\"clicks\"} 100000.0",
            "camus_topic_files{topic=\"clicks\"} 4.0",
            "camus_topic_dead_letter_files{topic=\"clicks\"} 1.0",
            "camus_topic_skipped_records{topic=\"clicks\"} 2.0",
            "camus_topic_absent_offsets{topic=\"clicks\"} 7.0",
            "camus_topic_lag_offsets{topic=\"clicks\"} 6.0",
            "camus_topic_lag_offsets{topic=\"views\"} 0.0",
            "camus_topic_held_back_offsets{topic=\"clicks\"} 5.0",
            "camus_topic_first_event_timestamp_seconds{topic=\"clicks\"} 1.79535594E9",
            "camus_topic_last_event_timestamp_seconds{topic=\"clicks\"} 1.795355999999E9",
            "camus_topic_oldest_unread_timestamp_seconds{topic=\"clicks\"} 1.7953524E9",
            "camus_topic_loss_timestamp_seconds{topic=\"clicks\"} 1.7953920605E9")
        .noneMatch(line -> line.startsWith("camus_topic_loss_timestamp_seconds{topic=\"views"));
  }

  @Test
  void completeTopicsHaveTheirMomentAndTheRunTheEarliest() throws IOException {
    assertThat(lines(Outcomes.success()))
        .contains(
            "camus_topic_complete_until_timestamp_seconds{topic=\"clicks\"} 1.7953488E9",
            "camus_topic_complete_until_timestamp_seconds{topic=\"views\"} 1.7953524E9",
            "camus_run_complete_until_timestamp_seconds 1.7953488E9");
    assertThat(lines(RunMetrics.of(Outcomes.success(), Map.of(), 1)))
        .filteredOn(line -> line.startsWith("camus_topic_complete_until"))
        .as("the one that is furthest behind")
        .singleElement()
        .asString()
        .contains("clicks");
  }

  @Test
  void theTotalsAreMetricsOfTheRunSoThatSumsDoNotCountTwice() throws IOException {
    assertThat(lines(Outcomes.success()))
        .contains(
            "camus_run_messages 1010.0",
            "camus_run_lag_offsets 6.0",
            "camus_run_files 8.0",
            "camus_run_oldest_unread_timestamp_seconds 1.7953524E9",
            "camus_run_loss_timestamp_seconds 1.7953920605E9",
            "camus_run_tasks 3.0",
            "camus_run_topics 2.0",
            "camus_run_up_to_date_topics 4.0",
            "camus_run_exit_code 0.0",
            "camus_run_duration_seconds 60.5",
            "camus_run_stage_duration_seconds{stage=\"setup\"} 0.5",
            "camus_run_stage_duration_seconds{stage=\"pull\"} 60.0");
  }

  @Test
  void rejectedRecordsAreCountedByCauseIfTheyWereCommitted() throws IOException {
    assertThat(lines(Outcomes.success()))
        .contains(
            "camus_topic_rejected_records{cause=\"malformed\",topic=\"clicks\"} 2.0",
            "camus_topic_rejected_records{cause=\"null_value\",topic=\"clicks\"} 1.0",
            "camus_run_rejected_records{cause=\"malformed\"} 4.0")
        .noneMatch(line -> line.contains("no_event_time"));
  }

  @Test
  void aFailedRunHasItsExitCodeItsProblemsAndWhatItCommitted() throws IOException {
    assertThat(lines(Outcomes.failure()))
        .contains(
            "camus_run_exit_code 4.0",
            "camus_run_problems{severity=\"data\"} 1.0",
            "camus_run_problems{severity=\"warning\"} 0.0",
            "camus_topic_messages{topic=\"clicks\"} 1000.0");
  }

  @Test
  void aRunWithoutASummaryHasItsExitCodeAndItsTimes() throws IOException {
    assertThat(lines(Outcomes.early()))
        .containsExactlyInAnyOrder(
            "camus_run_exit_code 3.0",
            "camus_run_start_timestamp_seconds 1.795356E9",
            "camus_run_end_timestamp_seconds 1.795356002E9",
            "camus_run_duration_seconds 2.0");
  }

  @Test
  void topicsBeyondTheLimitAreSummedAndThoseWithLagKeepTheirOwnMetrics() throws IOException {
    List<TopicSummary> topics = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      topics.add(Outcomes.topic("topic-" + i, 10, i == 33 ? 8 : 0));
    }
    RunOutcome outcome = RunOutcome.of(Outcomes.summary(topics));
    List<String> lines = lines(RunMetrics.of(outcome, Map.of(), 1));

    assertThat(lines.stream().filter(line -> line.startsWith("camus_topic_messages")))
        .containsExactly(
            "camus_topic_messages{topic=\"(others)\"} 490.0",
            "camus_topic_messages{topic=\"topic-33\"} 10.0");
    assertThat(lines)
        .contains(
            "camus_topic_rejected_records{cause=\"malformed\",topic=\"(others)\"} 98.0",
            "camus_run_messages 500.0");
  }

  @Test
  void labelsOfTheSettingsAreOnEveryMetric() throws IOException {
    assertThat(lines(RunMetrics.of(Outcomes.success(), Map.of("env", "test"), 10)))
        .allMatch(line -> line.contains("env=\"test\""));
    assertThat(lines(RunMetrics.lastSuccess(1.5, Map.of("env", "test"))))
        .containsExactly("camus_run_last_success_timestamp_seconds{env=\"test\"} 1.5");
  }
}
