package io.camus.pull;

/** Receives the progress of a task attempt. Called often: must be cheap. */
public interface TaskProgress {

  /** More records and bytes of values were pulled. */
  void pulled(long records, long bytes);

  /**
   * Some partitions have delivered nothing for some time.
   *
   * @param what for how long, which partitions, and the state of their brokers, for people; empty
   *     when all move again
   */
  void quiet(String what);

  /** Whether the attempt must stop, without a result. */
  boolean cancelled();
}
