package io.camus.setup;

import java.util.Optional;

/** Which topics can be handled: those that have a decoder and the schemas that it needs. */
@FunctionalInterface
public interface TopicCheck {

  /**
   * Why a topic cannot be handled, and what to do, for people; empty if it can.
   *
   * @throws io.camus.model.SchemaUnavailableException if that cannot be told now
   */
  Optional<String> refusal(String topic);
}
