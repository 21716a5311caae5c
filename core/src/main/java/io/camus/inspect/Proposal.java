package io.camus.inspect;

import java.util.List;
import java.util.Optional;

/**
 * Proposed settings of a topic.
 *
 * @param decoder the proposed decoder; empty for a topic to exclude
 * @param reason the reason for the decoder or the exclusion, for people
 * @param settings the topic's settings; none for a topic to exclude
 */
public record Proposal(Optional<ProposedDecoder> decoder, String reason, List<Setting> settings) {
  public Proposal {
    settings = List.copyOf(settings);
  }

  /**
   * A setting.
   *
   * @param key with the topic in it
   * @param reason the reason, in one line; may be empty if the previous setting has it
   */
  public record Setting(String key, String value, String reason) {}

  static Proposal leaveOut(String reason) {
    return new Proposal(Optional.empty(), reason, List.of());
  }

  /** Whether to pull the topic. */
  public boolean isTaken() {
    return decoder.isPresent();
  }
}
