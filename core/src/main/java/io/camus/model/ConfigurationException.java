package io.camus.model;

/** The configuration is invalid: a person must change it. */
public final class ConfigurationException extends CamusException {
  private static final long serialVersionUID = 1;

  public ConfigurationException(String message) {
    super(ExitCode.USAGE, message, null);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(ExitCode.USAGE, message, cause);
  }
}
