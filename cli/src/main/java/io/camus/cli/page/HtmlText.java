package io.camus.cli.page;

/** Text in HTML, in elements and in quoted attributes. */
public final class HtmlText {
  private static final char REPLACEMENT = '\uFFFD';

  private HtmlText() {}

  /**
   * Text that a browser shows as it is. Names may come from anyone: what HTML gives a meaning is
   * escaped, and the rest is {@link #shown}.
   */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  /**
   * Text with U+FFFD in place of what no reader should see: controls, line and paragraph
   * separators, characters that change the direction of the text around them, and halves of
   * surrogate pairs.
   */
  public static String shown(String text) {
    if (text.codePoints().allMatch(HtmlText::isShown)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> shown.appendCodePoint(isShown(point) ? point : REPLACEMENT));
    return shown.toString();
  }

  private static void append(StringBuilder escaped, int point) {
    switch (point) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(isShown(point) ? point : REPLACEMENT);
    }
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.SURROGATE -> false;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.FORMAT -> !isDirection(point);
      default -> true;
    };
  }

  /** Embeddings, overrides and isolates, which could show a name backwards. */
  private static boolean isDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
