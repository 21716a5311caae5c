package io.camus.cli.html;

import io.camus.cli.page.HtmlText;

/** JSON in a script element. */
final class DataText {
  private DataText() {}

  /**
   * The same value without {@code <}, which could end the element; it occurs only in strings. What
   * no reader should see is replaced as in {@link HtmlText#shown}.
   */
  static String escaped(String json) {
    return HtmlText.shown(json).replace("<", "\\u003c");
  }
}
