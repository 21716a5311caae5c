package io.camus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.books.BookRow;
import io.camus.books.Verdict;
import io.camus.cli.report.TopicReports.BucketStates;
import io.camus.commit.Layout;
import io.camus.complete.CompletionQuery;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TopicReportsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MINUTE = 60_000;
  private static final HourSpan SPAN = HourSpan.of(NOON, NOON.plus(Duration.ofHours(3)));
  private static final BucketStates NO_BUCKETS =
      new BucketStates() {
        @Override
        public Optional<CompletionQuery.State> of(String topic, Instant begin, Instant end) {
          return Optional.empty();
        }

        @Override
        public Optional<Instant> until(String topic) {
          return Optional.empty();
        }
      };

  private final TopicReports reports =
      new TopicReports(
          SPAN,
          new FileTally(
              SPAN,
              new Layout(
                  new StorePath("/exec"),
                  new StorePath("/history"),
                  new StorePath("/data"),
                  Optional.empty())),
          NO_BUCKETS);

  private static BookRow row(
      String topic, long fromMinute, long minutes, long counted, long written, Verdict verdict) {
    long begin = NOON.toEpochMilli() + fromMinute * MINUTE;
    TreeMap<String, Long> tiers = new TreeMap<>();
    tiers.put("producer", counted);
    return new BookRow(
        topic, begin, begin + minutes * MINUTE, tiers, written, written, 0, 0, verdict);
  }

  private static Verdict verdict(Verdict.State state, long messages, String reason) {
    return new Verdict(state, messages, reason);
  }

  @Test
  void aDoubledWindowDoesNotHideAMissingOneOfTheSameHour() {
    reports.judged(
        List.of(
            row("clicks", 0, 10, 100, 90, verdict(Verdict.State.MISSING, 10, "lost")),
            row("clicks", 10, 10, 100, 110, verdict(Verdict.State.SURPLUS, 10, "")),
            row("clicks", 20, 10, 50, 50, verdict(Verdict.State.COMPLETE, 0, ""))));

    Hour hour = reports.topics(Set.of()).get(0).hours().get(0);
    assertThat(hour.books()).contains(Verdict.State.MISSING);
    assertThat(hour.missing()).isEqualTo(10);
    assertThat(hour.doubled()).isEqualTo(10);
    assertThat(hour.reason()).isEqualTo("lost");
    assertThat(hour.counts().orElseThrow().held()).isEqualTo(250);
    assertThat(hour.counts().orElseThrow().tiers())
        .containsExactly(new Waterfall.TierSum("producer", 250, 250));
  }

  @Test
  void aWindowOfTwoHoursIsTheStateOfBothAndCountsInTheFirst() {
    reports.judged(
        List.of(row("clicks", 0, 120, 100, 100, verdict(Verdict.State.COMPLETE, 0, ""))));

    TopicReport topic = reports.topics(Set.of()).get(0);
    assertThat(topic.hours())
        .extracting(Hour::books)
        .containsExactly(
            Optional.of(Verdict.State.COMPLETE),
            Optional.of(Verdict.State.COMPLETE),
            Optional.empty());
    assertThat(topic.hours().get(0).counts().orElseThrow().held()).isEqualTo(100);
    assertThat(topic.hours().get(1).counts()).isEmpty();
    assertThat(topic.waterfall().held()).isEqualTo(100);
  }

  @Test
  void reasonsThatWouldMakeThePageTooLargeAreCounted() {
    String reason = "x".repeat(TopicReports.MOST_REASONS / 4);
    List<BookRow> rows = new ArrayList<>();
    for (int hour = 0; hour < 3; hour++) {
      rows.add(row("a", hour * 60L, 10, 1, 1, verdict(Verdict.State.UNKNOWN, 0, reason)));
      rows.add(row("b", hour * 60L, 10, 1, 1, verdict(Verdict.State.UNKNOWN, 0, reason)));
    }
    reports.judged(rows);

    List<TopicReport> topics = reports.topics(Set.of());
    assertThat(topics.get(0).hours()).noneMatch(it -> it.reason().isEmpty());
    assertThat(topics.get(1).hours()).filteredOn(it -> it.reason().isEmpty()).hasSize(2);
    assertThat(topics.get(1).hours()).allMatch(it -> it.books().isPresent());
    assertThat(reports.withoutReason()).isEqualTo(2);
  }
}
