package io.camus.model;

/**
 * Why a range was not pulled to its planned end.
 *
 * @param reason the kind of reason, which decides whether the user has to act
 * @param message the reason in words, without the range's place
 */
public record Unfinished(Reason reason, String message) {

  /** Kinds of reasons. */
  public enum Reason {
    /** A configured limit; the next run continues there. */
    LIMIT,
    /** The topic was deleted in the meantime. */
    TOPIC_GONE,
    /** The broker no longer has the next offsets. */
    LOST,
    /** An external cause: Kafka, the registry, memory, the installation. */
    FAULT,
    /** The topic's error budget can no longer be met, so it is useless to pull more. */
    OVER_BUDGET,
    /** A bug in Camus. */
    BUG,
    /** The next record has a schema that is incompatible with those of the topic's files. */
    INCOMPATIBLE
  }
}
