package io.camus.model;

/**
 * Why a range was not pulled to its planned end.
 *
 * @param reason the kind of reason, which decides whether anybody has to act
 * @param message the reason in words, without the range's place
 */
public record Unfinished(Reason reason, String message) {

  /** Kinds of reasons. */
  public enum Reason {
    /** The user's limit; the next run goes on. */
    LIMIT,
    /** The topic was deleted meanwhile. */
    TOPIC_GONE,
    /** The broker does not hold the offsets any more that come next. */
    LOST,
    /** Something outside failed: Kafka, the registry, memory, the installation. */
    FAULT,
    /** The topic's error budget cannot be met any more, so that pulling on has no use. */
    OVER_BUDGET,
    /** Camus itself failed. */
    BUG
  }
}
