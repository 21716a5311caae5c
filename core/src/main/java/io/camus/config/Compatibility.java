package io.camus.config;

/** What a new version of a topic's schema must allow. */
public enum Compatibility {
  /** Anything. */
  NONE(false, false),
  /** Readers with the new version read the files of all earlier versions. */
  BACKWARD(true, false),
  /** Readers with any earlier version read the new files. */
  FORWARD(false, true),
  /** Both. */
  FULL(true, true);

  private final boolean backward;
  private final boolean forward;

  Compatibility(boolean backward, boolean forward) {
    this.backward = backward;
    this.forward = forward;
  }

  /** Whether newer readers must read older data. */
  public boolean isBackward() {
    return backward;
  }

  /** Whether older readers must read newer data. */
  public boolean isForward() {
    return forward;
  }
}
