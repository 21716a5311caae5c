package io.camus.commit;

import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.util.Locale;

/**
 * Names with digits of a locale, as versions made them that formatted numbers for the locale of
 * their process: in Bengali, record 7 was a file that ended in the Bengali digit seven. Their
 * content is whole.
 */
public final class LocaleDigits {
  private LocaleDigits() {}

  /** Whether a name has digits other than 0 to 9. */
  public static boolean in(String name) {
    return name.codePoints().anyMatch(c -> c > 0x7F && Character.isDigit(c));
  }

  /** The name that a version makes that does not ask the locale. */
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
   * Refuses a file of the commit log with such a name: a log that has some is not empty, but cannot
   * be read under its names.
   *
   * @throws StorageException saying what happened and what to do
   */
  static void refuse(StorePath file) {
    if (in(file.name())) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s has digits of a locale in its name: an earlier version wrote it. Stop all runs and rename"
                  + " all such files beside it, this one to %s (docs/operations.md, \"Digits of a locale\")",
              file,
              without(file.name())));
    }
  }
}
