package io.camus.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Selects topics: those that the whitelist matches in full (all if it is empty), without those that
 * the blacklist matches in full.
 *
 * @param white patterns of topics to pull
 * @param black patterns of topics to exclude; they take precedence
 */
public record TopicFilter(List<Pattern> white, List<Pattern> black) {
  public TopicFilter {
    white = List.copyOf(white);
    black = List.copyOf(black);
  }

  /** Why a topic is not pulled, for people; empty if it is. */
  public Optional<String> whyOut(String topic) {
    Optional<Pattern> banned = firstMatch(black, topic);
    if (banned.isPresent()) {
      return Optional.of("kafka.blacklist.topics has " + banned.get());
    }
    return white.isEmpty() || firstMatch(white, topic).isPresent()
        ? Optional.empty()
        : Optional.of("no pattern of kafka.whitelist.topics matches");
  }

  private static Optional<Pattern> firstMatch(List<Pattern> patterns, String topic) {
    return patterns.stream().filter(pattern -> pattern.matcher(topic).matches()).findFirst();
  }
}
