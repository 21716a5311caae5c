package io.camus.setup;

import java.util.Optional;

/** Which topics the user wants. */
@FunctionalInterface
public interface TopicFilter {

  /** Why a topic is left out, for people; empty if it is wanted. */
  Optional<String> leftOut(String topic);
}
