package io.camus.cli.page;

import io.camus.cli.page.Table.Align;
import io.camus.cli.page.Table.Column;
import io.camus.cli.page.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Pages as lines of text: tables aligned, paragraphs broken at blanks. */
public final class TextRenderer implements PageReader {
  private static final String GAP = "  ";
  private static final int LEAST_NAME = 12;
  private static final int LEAST_TEXT = 20;
  private static final int NOTE = 4;

  private final int width;
  private final UnaryOperator<String> strong;
  private final List<String> lines = new ArrayList<>();

  private TextRenderer(int width, UnaryOperator<String> strong) {
    this.width = width;
    this.strong = strong;
  }

  /**
   * The lines of a page.
   *
   * @param width characters in a line; paths and long words may need more
   * @param strong makes words catch the eye
   */
  public static List<String> lines(Page page, int width, UnaryOperator<String> strong) {
    TextRenderer renderer = new TextRenderer(width, strong);
    page.read(renderer);
    return renderer.lines;
  }

  @Override
  public void heading(int depth, String text, String remark) {
    lines.add(" ".repeat(depth) + strong.apply(text) + (remark.isEmpty() ? "" : GAP + remark));
  }

  @Override
  public void gap() {
    lines.add("");
  }

  @Override
  public void line(int depth, String text) {
    lines.add(" ".repeat(depth) + text);
  }

  @Override
  public void entry(int depth, Kind kind, String label, String text) {
    int labels =
        switch (kind) {
          case TEXT -> label.length();
          case PROBLEM -> 8;
          case FACT -> 10;
          case DETAIL, PLACE -> 11;
        };
    String padded = label.isEmpty() ? "" : String.format(Locale.ROOT, "%-" + labels + "s ", label);
    String head = " ".repeat(depth) + padded;
    if (kind == Kind.PLACE) {
      lines.add(head + text);
    } else {
      hanging(head, text);
    }
  }

  /** A first line that begins with {@code head}, the others below its end. */
  private void hanging(String head, String text) {
    int begin = head.length();
    int end = Math.max(begin + LEAST_TEXT, width);
    StringBuilder line = new StringBuilder(head);
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > begin && line.length() + 1 + word.length() > end) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(begin));
      }
      line.append(line.length() == begin ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }

  @Override
  public void table(Table table) {
    int[] widths = widths(table);
    if (!table.titles().isEmpty()) {
      lines.add(strong.apply(line(table, table.titles(), widths)));
    }
    for (Row row : table.rows()) {
      lines.add(line(table, row.cells(), widths));
      row.notes().forEach(note -> hanging(" ".repeat(table.depth() + NOTE), note));
    }
  }

  /** As wide as the content; names lose what the line has no room for, numbers never do. */
  private int[] widths(Table table) {
    int[] widths = table.columns().stream().mapToInt(Column::width).toArray();
    boolean flexible = widths[0] == 0;
    for (List<String> line : table.lines()) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    int total = table.depth() + GAP.length() * (widths.length - 1) + IntStream.of(widths).sum();
    if (flexible && total > width) {
      widths[0] = Math.max(Math.min(widths[0], LEAST_NAME), widths[0] - (total - width));
    }
    return widths;
  }

  private static String line(Table table, List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String cell = shortened(cells.get(i), widths[i]);
      String blanks = " ".repeat(widths[i] - cell.length());
      padded.add(table.columns().get(i).align() == Align.RIGHT ? blanks + cell : cell + blanks);
    }
    return " ".repeat(table.depth()) + String.join(GAP, padded).stripTrailing();
  }

  private static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = (width - 2) / 2;
    return text.substring(0, width - 2 - end) + ".." + text.substring(text.length() - end);
  }
}
