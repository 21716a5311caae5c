package io.camus.format;

import java.nio.charset.StandardCharsets;

/**
 * The characters of CSV files, and the rows that they make (RFC 4180, with line feeds).
 *
 * @param separator between values
 * @param quote around values that contain a separator, quote or line break, are empty, look like
 *     null, or begin or end with a space; doubled within them; ASCII
 * @param nullText stands for null, without quotes; contains no separator, quote or line break
 */
record CsvDialect(char separator, char quote, String nullText) {

  CsvDialect {
    if (separator == quote) {
      throw new IllegalArgumentException(
          "camus.csv.separator and camus.csv.quote are the same character; choose two");
    }
    if (nullText.chars().anyMatch(it -> isSpecial((char) it, separator, quote))) {
      throw new IllegalArgumentException(
          "camus.csv.null contains a separator, quote or line break; choose another text");
    }
  }

  private static boolean isSpecial(char it, char separator, char quote) {
    return it == separator || it == quote || it == '\n' || it == '\r';
  }

  /** Appends a value. */
  void append(StringBuilder row, String value) {
    if (!needsQuotes(value)) {
      row.append(value);
      return;
    }
    row.append(quote);
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      row.append(next);
      if (next == quote) {
        row.append(quote);
      }
    }
    row.append(quote);
  }

  private boolean needsQuotes(String value) {
    if (value.isEmpty()
        || value.equals(nullText)
        || value.charAt(0) <= ' '
        || value.charAt(value.length() - 1) <= ' ') {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      if (isSpecial(value.charAt(i), separator, quote)) {
        return true;
      }
    }
    return false;
  }

  /** A row as bytes. */
  static byte[] bytes(CharSequence row) {
    return row.toString().getBytes(StandardCharsets.UTF_8);
  }
}
