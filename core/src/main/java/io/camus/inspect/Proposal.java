package io.camus.inspect;

import io.camus.config.DecoderKind;
import java.util.List;
import java.util.Optional;

/**
 * How to treat a topic.
 *
 * @param decoder how to read it; empty for a topic to leave out
 * @param reason why it is read so, or left out: a clause for people
 * @param settings the topic's own settings that say all of it; none for a topic to leave out
 */
public record Proposal(Optional<DecoderKind> decoder, String reason, List<Setting> settings) {
  public Proposal {
    settings = List.copyOf(settings);
  }

  /**
   * A setting.
   *
   * @param key with the topic in it
   * @param reason why, in one line; may be empty if the setting before says it
   */
  public record Setting(String key, String value, String reason) {}

  static Proposal leaveOut(String reason) {
    return new Proposal(Optional.empty(), reason, List.of());
  }

  /** Whether the topic is to be pulled. */
  public boolean isTaken() {
    return decoder.isPresent();
  }
}
