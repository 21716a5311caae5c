package io.camus.books;

import io.camus.audit.CountEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counts of Camus itself in the audit topic, compared with the commit log. The log is right;
 * the topic may lack events, or have those of another pipeline with the same tier.
 */
final class OwnTiers {
  private final BookSettings settings;
  private final Map<Place, Long> posted = new HashMap<>();
  private final List<OwnDifference> differences = new ArrayList<>();

  private record Place(String tier, String topic, long beginMillis) {}

  OwnTiers(BookSettings settings) {
    this.settings = settings;
  }

  void add(CountEvent event) {
    long window = settings.span().windowOf(event.beginMillis());
    posted.merge(new Place(event.tier(), event.topic(), window), event.count(), Long::sum);
  }

  /** Compares a window of the log. */
  void compare(String topic, long beginMillis, WindowTally window, OptionalLong wholeFromMillis) {
    if (wholeFromMillis.isEmpty() || beginMillis >= wholeFromMillis.getAsLong()) {
      compare(settings.ourTier(), topic, beginMillis, window.written);
      compare(settings.brokerTier(), topic, beginMillis, window.held());
    }
  }

  private void compare(Optional<String> tier, String topic, long beginMillis, long logged) {
    if (tier.isPresent()) {
      long found = posted.getOrDefault(new Place(tier.get(), topic, beginMillis), 0L);
      if (found != logged) {
        differences.add(new OwnDifference(tier.get(), topic, beginMillis, found, logged));
      }
    }
  }

  List<OwnDifference> differences() {
    return differences;
  }
}
