package io.camus.time;

/** Parses numbers in text. */
enum NumberText {
  WHOLE,
  FRACTION,
  NONE;

  /** No count in the years 0 to 9999 is longer. */
  private static final int LONGEST = 40;

  /** Any number with this many digits fits into a long. */
  private static final int SURE_DIGITS = 18;

  /** The shape of a text without spaces around it; only its characters are checked. */
  static NumberText of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return NONE;
    }
    boolean whole = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean sign = c == '-' || c == '+';
      if (!digit && !sign && c != '.' && c != 'e' && c != 'E') {
        return NONE;
      }
      whole &= digit || (sign && i == 0);
    }
    return whole ? WHOLE : FRACTION;
  }

  /** Reads a text as a number, and that as a time; false if it is not one. */
  static boolean read(String text, TimestampFormat format, EventTime into) {
    long number = digits(text);
    return number >= 0 ? format.read(number, into) : readAny(text.strip(), format, into);
  }

  /** The number of a text with only digits, but not too many; negative if it is something else. */
  private static long digits(String text) {
    int length = text.length();
    if (length == 0 || length > SURE_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean readAny(String text, TimestampFormat format, EventTime into) {
    try {
      return switch (of(text)) {
        case WHOLE -> format.read(Long.parseLong(text), into);
        case FRACTION -> format.read(Double.parseDouble(text), into);
        case NONE -> false;
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
