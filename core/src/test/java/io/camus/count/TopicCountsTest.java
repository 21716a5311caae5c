package io.camus.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TopicCountsTest {

  @Test
  void aClockThatWasSetBackStillGivesASpan() {
    Instant early = Instant.parse("2026-11-22T14:05:59Z");
    Instant late = early.plusMillis(1);
    assertThat(TopicCounts.Span.between(early, late)).isEqualTo(new TopicCounts.Span(early, late));
    assertThat(TopicCounts.Span.between(late, early)).isEqualTo(new TopicCounts.Span(early, late));
    assertThat(TopicCounts.Span.between(late, late)).isEqualTo(new TopicCounts.Span(late, late));
  }
}
