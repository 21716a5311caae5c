package io.camus.config;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Some topics by name, or all.
 *
 * @param all whether every topic is in it
 * @param topics the names, if not all
 */
public record TopicSet(boolean all, Set<String> topics) implements Predicate<String> {
  public TopicSet {
    topics = Set.copyOf(topics);
  }

  static TopicSet of(List<String> words) {
    return words.contains("all")
        ? new TopicSet(true, Set.of())
        : new TopicSet(false, Set.copyOf(words));
  }

  @Override
  public boolean test(String topic) {
    return all || topics.contains(topic);
  }
}
