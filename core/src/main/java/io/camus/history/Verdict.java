package io.camus.history;

/** How a run ended. */
public enum Verdict {
  /** Success. */
  DONE,
  /** Success, with dead letters. */
  REJECTIONS,
  /** Something went wrong, and some of its work is committed. */
  PARTLY,
  /** Something went wrong, and nothing of it is committed. */
  FAILED,
  /** Another run closed it, and committed what it had finished. */
  ADOPTED,
  /** It is active. */
  RUNNING,
  /** It stopped without finishing, and is not adopted yet: the next run will adopt it. */
  DIED,
  /** It closed itself, but did not write its summary. */
  CLOSED,
  /** Neither a summary nor the log has the outcome. */
  UNKNOWN
}
