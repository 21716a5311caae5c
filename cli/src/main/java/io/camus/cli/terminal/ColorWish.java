package io.camus.cli.terminal;

import java.util.List;
import java.util.Locale;

/** The value of {@code --color}. */
public enum ColorWish {
  /** Colors on a screen that supports them. */
  AUTO,
  ALWAYS,
  NEVER;

  public static final String OPTION = "--color";

  /**
   * The last value among the arguments; {@link #AUTO} if there is none, or if it is invalid, which
   * the parser refuses later.
   */
  static ColorWish of(List<String> arguments) {
    ColorWish wish = AUTO;
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).equals(OPTION)) {
        for (ColorWish each : values()) {
          wish = each.toString().equals(arguments.get(i + 1)) ? each : wish;
        }
      }
    }
    return wish;
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
