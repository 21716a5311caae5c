package io.camus.model;

import java.util.Locale;

/** A number of things in words: {@code 1 partition}, {@code 1,234 partitions}. */
public final class Quantity {
  private Quantity() {}

  /**
   * The number and its noun.
   *
   * @param noun in the singular; its plural ends with s
   */
  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
