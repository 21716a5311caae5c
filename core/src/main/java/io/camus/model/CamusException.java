package io.camus.model;

/**
 * The root of everything Camus throws on purpose, sealed by what the caller can do about it.
 * Messages say what happened, where (topic-partition@offset or path) and what to do; they hold no
 * secret.
 */
public abstract sealed class CamusException extends RuntimeException
    permits ConfigurationException,
        SourceException,
        SchemaUnavailableException,
        StorageException,
        RunInProgressException,
        CommitUnknownException {
  private static final long serialVersionUID = 1;

  CamusException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the process ends with when nobody handles this. */
  public abstract ExitCode exitCode();
}
