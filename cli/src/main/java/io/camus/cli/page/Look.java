package io.camus.cli.page;

import java.util.function.UnaryOperator;

/**
 * How pages look in one output.
 *
 * @param textWidth characters in a line of text; paths and long words may need more
 * @param tableWidth characters in a line of a table, at most
 * @param style of words with a tone
 * @param paths replaces the paths in a text by their displayed form
 */
public record Look(int textWidth, int tableWidth, Style style, UnaryOperator<String> paths) {
  /** Lines of one width, without colors, with unchanged paths. */
  public static Look plain(int width) {
    return new Look(width, width, Style.NONE, UnaryOperator.identity());
  }

  /** The same in a style. */
  public Look styled(Style other) {
    return new Look(textWidth, tableWidth, other, paths);
  }
}
