package io.camus.books;

import static java.util.Objects.requireNonNull;

/**
 * The state of a window in the books.
 *
 * @param state the state
 * @param messages for {@link State#MISSING} and {@link State#SURPLUS} how many, else 0
 * @param reason details, for people; may be empty
 */
public record Verdict(State state, long messages, String reason) {

  /** The state of a window; the worst first. */
  public enum State {
    /** A tier counted more messages than the brokers held. */
    MISSING,
    /**
     * The brokers held more messages than a tier counted: a producer sent them twice, or they were
     * not counted.
     */
    SURPLUS,
    /** The counts cannot be compared. */
    UNKNOWN,
    /** The window has not ended, or messages of it may not be pulled yet. */
    OPEN,
    /** The window has ended a short time ago: counts may still be on their way. */
    SETTLING,
    /** No tier before ours counts the topic. */
    UNAUDITED,
    /** Every tier counted what the brokers held, and all of it was pulled. */
    COMPLETE
  }

  public Verdict {
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
  }

  static Verdict of(State state, String reason) {
    return new Verdict(state, 0, reason);
  }

  /** Whether an operator should look at it. */
  public boolean isWrong() {
    return state.compareTo(State.UNKNOWN) <= 0;
  }
}
