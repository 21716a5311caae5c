package io.camus.history;

/** How a run ended. */
public enum Verdict {
  /** All is well. */
  DONE,
  /** All is well, and some records are dead letters. */
  REJECTIONS,
  /** Something went wrong, and some of its work is committed. */
  PARTLY,
  /** Something went wrong, and nothing of it is committed. */
  FAILED,
  /** Another run closed it, and committed what it had finished. */
  ADOPTED,
  /** It is at work. */
  RUNNING,
  /** It ended without its last word, and nobody has adopted it yet: the next run does. */
  DIED,
  /** It closed itself, and did not come to write its summary. */
  CLOSED,
  /** Neither a summary nor the log tells. */
  UNKNOWN
}
