package io.camus.inspect;

/**
 * A finding about a topic's settings, from its sample.
 *
 * @param weight how bad it is
 * @param sentence what happened, where, and what to do
 */
public record SampleFinding(Weight weight, String sentence) {

  /** Its severity. */
  public enum Weight {
    /** For information. */
    NOTE,
    /** Unknown, because the registry did not answer. */
    UNKNOWN,
    /** Most records would be rejected, or be in wrong directories. */
    WRONG
  }
}
