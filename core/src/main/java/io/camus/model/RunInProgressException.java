package io.camus.model;

/** Another run on the same execution path is active; nothing was done. */
public final class RunInProgressException extends CamusException {
  private static final long serialVersionUID = 1;

  public RunInProgressException(String message) {
    super(ExitCode.OUTSIDE, message, null);
  }
}
