package io.camus.model;

/**
 * The code of a plug-in threw an exception, or returned what it must not. The topic that uses it
 * cannot be pulled further; other topics are not affected.
 */
public final class PlugInException extends CamusException {
  private static final long serialVersionUID = 1;

  /**
   * @param message which plug-in, what it did and where
   * @param cause null if it threw nothing
   */
  public PlugInException(String message, Throwable cause) {
    super(ExitCode.OUTSIDE, message, cause);
  }
}
