package io.camus.cli;

import io.camus.model.EventTimes;
import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the event times of a run's topics came from: a line for each topic in which Kafka's time
 * stands for that of a field, and a sum for the others. Topics whose records have no fields are
 * left out.
 */
final class EventTimeLines {
  private static final String HEAD = "  event time ";
  private static final int MOST_TOPICS = 20;

  private EventTimeLines() {}

  static List<String> of(List<TopicSummary> topics) {
    List<String> lines = new ArrayList<>();
    List<TopicSummary> replaced =
        topics.stream()
            .filter(topic -> times(topic).replaced() > 0)
            .sorted(
                Comparator.comparingLong((TopicSummary topic) -> times(topic).replaced())
                    .reversed())
            .toList();
    replaced.stream()
        .limit(MOST_TOPICS)
        .forEach(topic -> add(lines, topic.topic() + ": " + inWords(times(topic))));
    if (replaced.size() > MOST_TOPICS) {
      List<TopicSummary> others = replaced.subList(MOST_TOPICS, replaced.size());
      add(
          lines,
          String.format(Locale.ROOT, "(%d other topics): ", others.size()) + inWords(sum(others)));
    }
    List<TopicSummary> sound = new ArrayList<>(topics);
    sound.removeAll(replaced);
    long byField = sum(sound).fromFields();
    if (byField > 0) {
      add(
          lines,
          String.format(
              Locale.ROOT,
              "%s%s from their fields",
              replaced.isEmpty() ? "all " : "the other topics: all ",
              Figures.count(byField)));
    }
    return lines;
  }

  private static void add(List<String> lines, String text) {
    lines.addAll(Paragraph.hanging(HEAD, text, Terminal.COLUMNS));
  }

  private static EventTimes times(TopicSummary topic) {
    return topic.eventTimes().orElse(EventTimes.NONE);
  }

  private static EventTimes sum(List<TopicSummary> topics) {
    return topics.stream().map(EventTimeLines::times).reduce(EventTimes.NONE, EventTimes::plus);
  }

  private static String inWords(EventTimes times) {
    Stream<String> fields =
        times.fields().entrySet().stream()
            .filter(field -> field.getValue() > 0)
            .map(EventTimeLines::inWords);
    List<String> why = new ArrayList<>();
    if (times.unreadable() > 0) {
      why.add(Figures.count(times.unreadable()) + " unreadable");
    }
    if (times.missing() > 0) {
      why.add(Figures.count(times.missing()) + " without the field");
    }
    String kafka =
        String.format(
            Locale.ROOT,
            "%s by Kafka's time (%s)",
            Figures.count(times.replaced()),
            String.join(", ", why));
    return Stream.concat(fields, Stream.of(kafka)).collect(Collectors.joining(", "));
  }

  private static String inWords(Map.Entry<String, Long> field) {
    return Figures.count(field.getValue()) + " by " + field.getKey();
  }
}
