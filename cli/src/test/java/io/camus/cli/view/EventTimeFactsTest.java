package io.camus.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.cli.page.Look;
import io.camus.cli.page.TextRenderer;
import io.camus.model.EventTimes;
import io.camus.model.EventTimes.Sample;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.SummaryJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTimeFactsTest {
  private static List<String> lines(List<TopicSummary> topics) {
    return TextRenderer.lines(EventTimeFacts.of(topics), Look.plain(100));
  }

  private static TopicSummary topic(String name, Optional<EventTimes> times) {
    return new TopicSummary(
        name, 1, 7, 100, 1, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), times);
  }

  private static Optional<EventTimes> times(long byField, long missing, long unreadable) {
    return Optional.of(
        new EventTimes(
            Map.of("when", byField, "header.time", 0L),
            0,
            missing,
            unreadable,
            0,
            0,
            unreadable > 0 ? Optional.of(new Sample("t-0@1", "when = \"x\"")) : Optional.empty(),
            Optional.empty()));
  }

  @Test
  void kafkasTimeInThePlaceOfAFieldsIsShownByTopic() {
    assertThat(
            lines(
                List.of(
                    topic("a", times(1000, 0, 0)),
                    topic("b", times(2, 1, 4)),
                    topic("c", times(0, 1200, 0)),
                    topic("text", Optional.of(EventTimes.NONE)),
                    topic("old", Optional.empty()))))
        .containsExactly(
            "  event time c: 1,200 by Kafka's time (1,200 without the field)",
            "  event time b: 2 by when, 5 by Kafka's time (4 unreadable, 1 without the field)",
            "  event time the other topics: all 1,000 from the records' own fields");
  }

  @Test
  void recordsWithoutFieldsAreNamedBesideOthers() {
    Optional<EventTimes> text =
        Optional.of(new EventTimes(Map.of(), 60, 0, 0, 0, 0, Optional.empty(), Optional.empty()));

    assertThat(lines(List.of(topic("a", times(7, 0, 0)), topic("text", text))))
        .containsExactly(
            "  event time 7 from the records' own fields, 60 by Kafka's time (text or bytes)");
    assertThat(lines(List.of(topic("text", text)))).isEmpty();
  }

  @Test
  void timesThatAreAllFromFieldsAreALine() {
    assertThat(lines(List.of(topic("a", times(7, 0, 0)), topic("b", times(7, 0, 0)))))
        .containsExactly("  event time all 14 from the records' own fields");
    assertThat(lines(List.of(topic("old", Optional.empty())))).isEmpty();
  }

  @Test
  void manyTopicsAreSummedUp() {
    List<TopicSummary> topics = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      topics.add(topic("t" + i, times(0, 1, 0)));
    }
    assertThat(lines(topics))
        .hasSize(21)
        .last()
        .isEqualTo("  event time (10 other topics): 10 by Kafka's time (10 without the field)");
  }

  @Test
  void theDocumentOfASummaryHasThemAndIsReadBack() throws IOException {
    RunSummary summary =
        new RunSummary(
            Optional.empty(),
            Instant.parse("2026-11-22T14:05:59Z"),
            Duration.ofSeconds(1),
            1,
            List.of(topic("b", times(2, 1, 4)), topic("old", Optional.empty())),
            List.of(),
            0,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of());
    JsonNode document = new ObjectMapper().readTree(SummaryJson.of(summary).text());

    assertThat(document.at("/topics/0/eventTimes").toString())
        .isEqualTo(
            "{\"fields\":{\"header.time\":0,\"when\":2},\"kafka\":0,\"missing\":1,\"unreadable\":4,"
                + "\"january1970\":0,\"farAhead\":0,"
                + "\"unread\":{\"place\":\"t-0@1\",\"time\":\"when = \\\"x\\\"\"},"
                + "\"doubtful\":null}");
    assertThat(document.at("/topics/1/eventTimes").isNull()).isTrue();
    assertThat(SummaryJson.read(document)).isEqualTo(summary);
    ((ObjectNode) document.at("/topics/0")).remove("eventTimes");
    assertThat(SummaryJson.read(document).topics().get(0).eventTimes()).isEmpty();
  }
}
