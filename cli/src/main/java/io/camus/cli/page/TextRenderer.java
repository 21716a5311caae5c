package io.camus.cli.page;

import io.camus.cli.page.Table.Align;
import io.camus.cli.page.Table.Cell;
import io.camus.cli.page.Table.Column;
import io.camus.cli.page.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** Pages as lines of text: tables aligned, paragraphs broken at blanks. */
public final class TextRenderer implements PageReader {
  private static final int LEAST_TEXT = 20;
  private static final int NOTE = 4;
  private static final String INDENT = "  ";

  private final Look look;
  private final List<String> lines = new ArrayList<>();

  private TextRenderer(Look look) {
    this.look = look;
  }

  /** The lines of a page. */
  public static List<String> lines(Page page, Look look) {
    TextRenderer renderer = new TextRenderer(look);
    page.read(renderer);
    return renderer.lines;
  }

  private String styled(Tone tone, String words) {
    return look.style().of(tone, words);
  }

  private String shown(String text) {
    return look.paths().apply(text);
  }

  @Override
  public void heading(int depth, String text, String remark) {
    lines.add(
        " ".repeat(depth)
            + styled(Tone.STRONG, shown(text))
            + (remark.isEmpty() ? "" : TableLayout.GAP + remark));
  }

  @Override
  public void verdict(Tone tone, String words, String text) {
    List<String> broken = broken(words + (text.isEmpty() ? "" : ": " + text), look.textWidth());
    String first = broken.get(0).substring(Math.min(words.length(), broken.get(0).length()));
    lines.add(styled(tone, words) + styled(Tone.STRONG, first));
    broken.stream().skip(1).forEach(rest -> lines.add(INDENT + styled(Tone.STRONG, rest)));
  }

  @Override
  public void gap() {
    lines.add("");
  }

  @Override
  public void line(int depth, String text) {
    lines.add(" ".repeat(depth) + shown(text));
  }

  @Override
  public void entry(int depth, Kind kind, Tone tone, String label, String text) {
    int width =
        switch (kind) {
          case TEXT -> label.length();
          case PROBLEM -> 8;
          case FACT -> 10;
          case DETAIL, PLACE -> 11;
        };
    String blanks = label.isEmpty() ? "" : " ".repeat(Math.max(0, width - label.length()) + 1);
    String head = " ".repeat(depth) + styled(tone, label) + blanks;
    int begin = depth + label.length() + blanks.length();
    if (kind == Kind.PLACE) {
      lines.add(head + shown(text));
    } else {
      hanging(head, begin, shown(text));
    }
  }

  /**
   * A first line that begins with {@code head}, the others below its end.
   *
   * @param begin characters of the head that can be seen
   */
  private void hanging(String head, int begin, String text) {
    List<String> broken = broken(text, Math.max(LEAST_TEXT, look.textWidth() - begin));
    lines.add(head + broken.get(0));
    broken.stream().skip(1).forEach(rest -> lines.add(" ".repeat(begin) + rest));
  }

  /** The lines of a text that is broken at blanks; a longer word has a line of its own. */
  public static List<String> broken(String text, int width) {
    List<String> broken = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        broken.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    broken.add(line.toString());
    return broken;
  }

  @Override
  public void table(Table table) {
    TableLayout layout = TableLayout.of(shown(table), look.tableWidth());
    Table shown = layout.table();
    if (!shown.titles().isEmpty()) {
      List<Cell> titles =
          shown.titles().stream().map(title -> new Cell(title, Tone.PLAIN)).toList();
      lines.add(styled(Tone.STRONG, line(layout, titles)));
    }
    for (Row row : shown.rows()) {
      lines.add(line(layout, row.cells()));
      int begin = shown.depth() + NOTE;
      row.notes().forEach(note -> hanging(" ".repeat(begin), begin, note));
    }
  }

  private Table shown(Table table) {
    return new Table(
        table.depth(),
        table.columns(),
        table.titles(),
        table.rows().stream()
            .map(
                row ->
                    new Row(
                        row.cells().stream()
                            .map(cell -> new Cell(shown(cell.text()), cell.tone()))
                            .toList(),
                        row.notes().stream().map(this::shown).toList()))
            .toList());
  }

  private String line(TableLayout layout, List<Cell> cells) {
    StringBuilder line = new StringBuilder(" ".repeat(layout.table().depth()));
    String gap = "";
    for (int i = 0; i < cells.size(); i++) {
      Column column = layout.table().columns().get(i);
      String text = layout.shortened(cells.get(i).text(), i);
      String blanks = " ".repeat(layout.widths().get(i) - text.length());
      String styled = styled(cells.get(i).tone(), text);
      line.append(gap).append(column.align() == Align.RIGHT ? blanks + styled : styled + blanks);
      gap = TableLayout.GAP;
    }
    return line.toString().stripTrailing();
  }
}
