package io.camus.commit;

import io.camus.model.RunId;
import io.camus.spi.Store;

/** The steps of the protocol that make one call of the store after the other, and never wait. */
public final class OneByOne {
  /** One call after the other. */
  public static final StoreCalls CALLS = new StoreCalls(1);

  /** No time at all. */
  public static final Backoff NO_WAIT = retry -> {};

  private OneByOne() {}

  public static TaskCommit taskCommit(
      Store store, Layout layout, RunId run, int task, String attempt) {
    return new TaskCommit(store, layout, run, task, attempt, NO_WAIT);
  }

  public static RunCommit runCommit(
      Store store, Layout layout, CommitLog log, ErrorBudget budget, RunId run) {
    return new RunCommit(store, layout, log, budget, run, CALLS);
  }

  public static Publisher publisher(Store store, CommitLog log) {
    return new Publisher(log, new Publication(store, CALLS, NO_WAIT), (files, of) -> {});
  }

  public static CleanUp cleanUp(Store store, Layout layout, CommitLog log, Publisher publisher) {
    return new CleanUp(store, layout, log, publisher, CALLS);
  }
}
