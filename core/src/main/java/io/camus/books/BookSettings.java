package io.camus.books;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is balanced.
 *
 * @param topics the topics
 * @param span the windows
 * @param settle how long after its end a window may still change
 * @param ourTier the tier of our counts; empty if they are not posted
 * @param brokerTier the tier of our counts of what the brokers held; empty if they are not posted
 * @param tiers the tiers that are compared; empty: all but our own
 */
public record BookSettings(
    Predicate<String> topics,
    BookSpan span,
    Duration settle,
    Optional<String> ourTier,
    Optional<String> brokerTier,
    List<String> tiers) {
  public BookSettings {
    requireNonNull(topics, "topics");
    requireNonNull(span, "span");
    requireNonNull(settle, "settle");
    requireNonNull(ourTier, "ourTier");
    requireNonNull(brokerTier, "brokerTier");
    tiers = List.copyOf(tiers);
  }

  /** Whether a tier is one of our own. */
  boolean isOwn(String tier) {
    return ourTier.filter(tier::equals).isPresent() || brokerTier.filter(tier::equals).isPresent();
  }

  /** Whether a tier is compared with what the brokers held. */
  boolean isCompared(String tier) {
    return tiers.isEmpty() ? !isOwn(tier) : tiers.contains(tier) && !isOwn(tier);
  }
}
