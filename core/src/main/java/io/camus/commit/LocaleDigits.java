package io.camus.commit;

import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.util.Locale;

/**
 * File names with non-ASCII digits. Earlier versions formatted numbers for the locale of their
 * process: in Bengali, record 7 was a file that ended in the Bengali digit seven. The content of
 * these files is intact.
 */
public final class LocaleDigits {
  private LocaleDigits() {}

  /** Whether a name has digits other than 0 to 9. */
  public static boolean in(String name) {
    return name.codePoints().anyMatch(c -> c > 0x7F && Character.isDigit(c));
  }

  /** The name with ASCII digits. */
  public static String without(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c ->
                plain.appendCodePoint(
                    c > 0x7F && Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
    return plain.toString();
  }

  /**
   * Refuses a file of the commit log with such a name: the log is not empty, but cannot be read.
   *
   * @throws StorageException saying what happened and what to do
   */
  static void refuse(StorePath file) {
    if (in(file.name())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has non-ASCII digits in its name, written by an earlier version. Stop all runs,"
                  + " then rename all such files in its directory, this one to %s"
                  + " (docs/operations.md, \"Non-ASCII digits\")",
              file,
              without(file.name())));
    }
  }
}
