package io.camus.staging;

import java.io.IOException;

/** The task attempt was cancelled during a write. */
public final class AttemptCancelledException extends IOException {
  private static final long serialVersionUID = 1;

  public AttemptCancelledException() {
    super("the task attempt was cancelled");
  }
}
