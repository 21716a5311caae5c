package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.books.Instances.Instance;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The producers that have not closed, and the windows that they may not have counted completely.
 */
final class Unclosed {
  /** The time between two publications of a producer with usual settings, plus a margin. */
  private static final long INTERVAL_MILLIS = Duration.ofMinutes(2).toMillis();

  /** By topic and begin of the window. */
  private final Map<String, Map<Long, Set<Instance>>> byWindow = new HashMap<>();

  private final Map<String, Set<Instance>> byTopic = new TreeMap<>();
  private final BookSpan span;

  Unclosed(BookSettings settings, AuditEvents events) {
    this.span = settings.span();
    events.eachUnclosed(
        (event, instance) -> {
          if (settings.topics().test(event.topic()) && settings.isCompared(event.tier())) {
            add(event, instance);
          }
        });
  }

  private void add(CountEvent event, Instance instance) {
    byTopic.computeIfAbsent(event.topic(), it -> new LinkedHashSet<>()).add(instance);
    if (event.postedMillis() >= instance.lastPostedMillis() - INTERVAL_MILLIS) {
      byWindow
          .computeIfAbsent(event.topic(), it -> new HashMap<>())
          .computeIfAbsent(span.windowOf(event.beginMillis()), it -> new LinkedHashSet<>())
          .add(instance);
    }
  }

  /** The producers of a topic, the most recently seen first. */
  List<CountingProducer> of(String topic) {
    return byTopic.getOrDefault(topic, Set.of()).stream()
        .map(Instance::producer)
        .sorted(
            Comparator.comparing(CountingProducer::lastPosted)
                .reversed()
                .thenComparing(CountingProducer::instance))
        .toList();
  }

  /**
   * A producer whose last counts of a window may be missing: the window was among the last that it
   * counted, or it was last seen in it.
   */
  Optional<CountingProducer> suspect(String topic, long beginMillis) {
    return byWindow.getOrDefault(topic, Map.of()).getOrDefault(beginMillis, Set.of()).stream()
        .findFirst()
        .or(
            () ->
                byTopic.getOrDefault(topic, Set.of()).stream()
                    .filter(it -> it.lastPostedMillis() >= beginMillis)
                    .filter(it -> it.lastPostedMillis() < beginMillis + span.windowMillis())
                    .findFirst())
        .map(Instance::producer);
  }
}
