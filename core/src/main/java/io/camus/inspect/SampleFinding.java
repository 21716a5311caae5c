package io.camus.inspect;

/**
 * What a sample tells about the settings of its topic.
 *
 * @param weight how bad it is
 * @param sentence what, where and what to do
 */
public record SampleFinding(Weight weight, String sentence) {

  /** What a run would make of it. */
  public enum Weight {
    /** Worth knowing. */
    NOTE,
    /** The registry did not answer, so that it is not known. */
    UNKNOWN,
    /** Most records would be rejected, or be in wrong directories. */
    WRONG
  }
}
