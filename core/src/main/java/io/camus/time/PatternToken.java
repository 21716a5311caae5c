package io.camus.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A token of a Joda-Time date pattern: {@code 'hourly'/YYYY/MM/dd/HH}. Letters are fields; text in
 * single quotes and all other characters are literal; two quotes are one.
 */
sealed interface PatternToken {

  /**
   * A field.
   *
   * @param letter as in the pattern
   * @param count how often it is repeated
   */
  record Field(char letter, int count) implements PatternToken {
    /** Its text in a pattern. */
    @Override
    public String toString() {
      return String.valueOf(letter).repeat(count);
    }
  }

  /** Literal text. */
  record Literal(String text) implements PatternToken {}

  /**
   * The tokens of a pattern in their order.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<PatternToken> parse(String pattern) {
    List<PatternToken> tokens = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean quoted = false;
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'') {
        if (at + 1 < pattern.length() && pattern.charAt(at + 1) == '\'') {
          literal.append('\'');
          at++;
        } else {
          quoted = !quoted;
        }
        at++;
      } else if (quoted || !isLetter(c)) {
        literal.append(c);
        at++;
      } else {
        if (!literal.isEmpty()) {
          tokens.add(new Literal(literal.toString()));
          literal.setLength(0);
        }
        int end = at + 1;
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        tokens.add(new Field(c, end - at));
        at = end;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the date pattern %s has an unclosed quote", pattern));
    }
    if (!literal.isEmpty()) {
      tokens.add(new Literal(literal.toString()));
    }
    return List.copyOf(tokens);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
