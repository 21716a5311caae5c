package io.camus.cli.view;

import static io.camus.cli.page.Figures.addIfAny;
import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Page;
import io.camus.model.EventTimes;
import io.camus.report.RunSummary.TopicSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the event times of a run's topics came from: a fact for each topic in which Kafka's time
 * replaces that of a field, and a sum for the others. Records of decoders without fields are named
 * only beside others.
 */
final class EventTimeFacts {
  private static final String LABEL = "event time";
  private static final int MOST_TOPICS = 20;

  private EventTimeFacts() {}

  static Page of(List<TopicSummary> topics) {
    Page page = new Page();
    List<TopicSummary> replaced =
        topics.stream()
            .filter(topic -> times(topic).replaced() > 0)
            .sorted(
                Comparator.comparingLong((TopicSummary topic) -> times(topic).replaced())
                    .reversed())
            .toList();
    List<TopicSummary> shown = replaced.subList(0, Math.min(MOST_TOPICS, replaced.size()));
    List<TopicSummary> others = replaced.subList(shown.size(), replaced.size());
    shown.forEach(topic -> page.fact(LABEL, topic.topic() + ": " + inWords(times(topic))));
    if (!others.isEmpty()) {
      page.fact(LABEL, "(" + others.size() + " other topics): " + inWords(sum(others)));
    }
    List<TopicSummary> sound = new ArrayList<>(topics);
    sound.removeAll(replaced);
    long byField = sum(sound).fromFields();
    long byKafka = sum(sound).kafka();
    if (byField > 0) {
      page.fact(
          LABEL,
          (replaced.isEmpty() ? "" : "the other topics: ")
              + (byKafka == 0 ? "all " : "")
              + count(byField)
              + " from the records' own fields"
              + (byKafka == 0 ? "" : ", " + count(byKafka) + " by Kafka's time (text or bytes)"));
    }
    return page;
  }

  private static EventTimes times(TopicSummary topic) {
    return topic.eventTimes().orElse(EventTimes.NONE);
  }

  private static EventTimes sum(List<TopicSummary> topics) {
    return times(TopicSummary.sum("sum", topics));
  }

  private static String inWords(EventTimes times) {
    List<String> parts = new ArrayList<>();
    times.fields().forEach((field, records) -> addIfAny(parts, records, "by " + field));
    List<String> why = new ArrayList<>();
    addIfAny(why, times.unreadable(), "unreadable");
    addIfAny(why, times.missing(), "without the field");
    parts.add(count(times.replaced()) + " by Kafka's time (" + String.join(", ", why) + ")");
    return String.join(", ", parts);
  }
}
