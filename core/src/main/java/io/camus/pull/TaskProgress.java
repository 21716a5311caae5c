package io.camus.pull;

/** What a task attempt tells its engine while it works. Called often: must be cheap. */
public interface TaskProgress {

  /** So many more records and bytes of values were pulled. */
  void pulled(long records, long bytes);

  /** Whether the attempt has to stop; it then leaves nothing that counts. */
  boolean cancelled();
}
