package io.camus.pull;

/** An engine that wants to know nothing of its tasks, and stops none of them. */
public final class SilentProgress implements TaskProgress {
  /** One that serves any number of tasks. */
  public SilentProgress() {}

  @Override
  public void pulled(long records, long bytes) {}

  @Override
  public void quiet(String what) {}

  @Override
  public boolean cancelled() {
    return false;
  }
}
