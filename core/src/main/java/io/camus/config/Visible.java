package io.camus.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Shows invisible and misleading characters of a text as {@code <U+FEFF>}. */
final class Visible {
  private static final int REPLACEMENT = 0xfffd;

  private Visible() {}

  /** A key with everything but visible ASCII escaped. */
  static String key(String key) {
    return written(key, Visible::isStrangeInKey);
  }

  /** The suspicious characters in a key: {@code U+FEFF (zero width no-break space)}. */
  static Optional<String> strangeInKey(String key) {
    return first(key, Visible::isStrangeInKey);
  }

  /** A value with invisible characters escaped. */
  static String value(String value) {
    return written(value, Visible::isHidden);
  }

  /** The invisible characters in a value, without surrounding blanks. */
  static Optional<String> hiddenInValue(String value) {
    return first(value.trim(), Visible::isHidden);
  }

  private static boolean isStrangeInKey(int character) {
    return character <= ' ' || character > '~';
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          character != '\t';
      case Character.SPACE_SEPARATOR -> character != ' ';
      default -> character == REPLACEMENT;
    };
  }

  private static Optional<String> first(String text, IntPredicate strange) {
    return text.codePoints().filter(strange).mapToObj(Visible::named).findFirst();
  }

  private static String named(int character) {
    String name = Character.getName(character);
    return code(character) + (name == null ? "" : " (" + name.toLowerCase(Locale.ROOT) + ")");
  }

  private static String code(int character) {
    return String.format(Locale.ROOT, "U+%04X", character);
  }

  private static String written(String text, IntPredicate strange) {
    return text.codePoints()
        .mapToObj(
            character ->
                strange.test(character)
                    ? "<" + code(character) + ">"
                    : Character.toString(character))
        .collect(Collectors.joining());
  }
}
