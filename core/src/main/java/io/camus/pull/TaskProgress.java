package io.camus.pull;

/** What a task attempt tells its engine while it works. Called often: must be cheap. */
public interface TaskProgress {

  /** So many more records and bytes of values were pulled. */
  void pulled(long records, long bytes);

  /**
   * Nothing has come for some time from a part of what is pulled.
   *
   * @param what for how long, from which partitions, and what is known of their brokers, for
   *     people; empty once everything moves again
   */
  void quiet(String what);

  /** Whether the attempt has to stop; it then leaves nothing that counts. */
  boolean cancelled();
}
