package io.camus.staging;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The store failed at a file of an attempt, with which the whole attempt fails. */
final class StagingException extends IOException {
  private static final long serialVersionUID = 1;

  private StagingException(String message, IOException cause) {
    super(message, cause);
  }

  /** A call that makes or prepares a path. */
  static StagingException at(StorePath path, IOException cause) {
    return new StagingException(
        String.format(Locale.ROOT, "cannot create %s: %s", path, reason(cause)), cause);
  }

  /**
   * A write.
   *
   * @param fileBytes what was written to the file before
   * @param attemptBytes what the attempt had written to all of its files
   * @param expectedBytes what the attempt was expected to read
   * @param freeBytes what is free in the store, if that is known
   */
  static StagingException at(
      StorePath path,
      long fileBytes,
      long attemptBytes,
      long expectedBytes,
      Optional<Long> freeBytes,
      IOException cause) {
    return new StagingException(
        String.format(
            Locale.ROOT,
            "cannot write %s after %,d bytes: %s (%sthe task had written %,d bytes, and has about"
                + " %,d to read)",
            path,
            fileBytes,
            reason(cause),
            freeBytes.map(free -> String.format(Locale.ROOT, "%,d bytes free, ", free)).orElse(""),
            attemptBytes,
            expectedBytes),
        cause);
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
