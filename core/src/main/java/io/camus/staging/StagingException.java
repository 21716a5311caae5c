package io.camus.staging;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The store failed for a file of an attempt, so the whole attempt fails. */
final class StagingException extends IOException {
  private static final long serialVersionUID = 1;

  private StagingException(String message, IOException cause) {
    super(message, cause);
  }

  /** For a call that creates a path. */
  static StagingException at(StorePath path, IOException cause) {
    return new StagingException(
        String.format(Locale.ROOT, "cannot create %s: %s", path, reason(cause)), cause);
  }

  /**
   * For a write.
   *
   * @param fileBytes bytes already written to the file
   * @param attemptBytes bytes that the attempt had written to all of its files
   * @param expectedBytes bytes that the attempt was expected to read
   * @param freeBytes free bytes in the store, if known
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
