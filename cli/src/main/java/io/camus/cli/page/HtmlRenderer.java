package io.camus.cli.page;

import io.camus.cli.page.Table.Align;
import io.camus.cli.page.Table.Cell;
import io.camus.cli.page.Table.Column;
import io.camus.cli.page.Table.Row;
import java.util.List;
import java.util.Locale;

/**
 * Pages as HTML: headings, paragraphs, lists of descriptions, tables with headers. A tone is a
 * class, and never the only sign of its meaning: the words say it too. All text is escaped.
 */
public final class HtmlRenderer implements PageReader {
  private static final int HIGHEST_LEVEL = 6;

  /** The element that is still open. */
  private enum Open {
    NOTHING,
    DESCRIPTIONS,
    TABLE
  }

  private final StringBuilder html = new StringBuilder();
  private final int level;
  private Open open = Open.NOTHING;
  private List<Column> columns = List.of();

  private HtmlRenderer(int level) {
    this.level = level;
  }

  /**
   * A page.
   *
   * @param level of its outermost headings, from 1 to 6
   */
  public static String html(Page page, int level) {
    HtmlRenderer renderer = new HtmlRenderer(level);
    page.read(renderer);
    renderer.close();
    return renderer.html.toString();
  }

  @Override
  public void heading(int depth, String text, String remark) {
    close();
    int inner = Math.min(HIGHEST_LEVEL, level + (depth > 0 ? 1 : 0));
    html.append("<h").append(inner).append('>').append(HtmlText.escaped(text));
    if (!remark.isEmpty()) {
      html.append(" <small>").append(HtmlText.escaped(remark)).append("</small>");
    }
    html.append("</h").append(inner).append(">\n");
  }

  @Override
  public void verdict(Tone tone, String words, String text) {
    close();
    html.append("<p class=\"verdict\"><strong").append(tone(tone)).append('>');
    html.append(HtmlText.escaped(words)).append("</strong>");
    html.append(text.isEmpty() ? "" : ": " + HtmlText.escaped(text)).append("</p>\n");
  }

  @Override
  public void gap() {
    close();
  }

  @Override
  public void line(int depth, String text) {
    close();
    html.append("<p>").append(HtmlText.escaped(text)).append("</p>\n");
  }

  @Override
  public void entry(int depth, Kind kind, Tone tone, String label, String text) {
    String shown = HtmlText.escaped(text);
    if (label.isEmpty()) {
      close();
      html.append("<p>").append(shown).append("</p>\n");
      return;
    }
    if (open != Open.DESCRIPTIONS) {
      close();
      html.append("<dl>\n");
      open = Open.DESCRIPTIONS;
    }
    html.append("<div><dt").append(tone(tone)).append('>').append(HtmlText.escaped(label));
    html.append("</dt><dd>");
    html.append(kind == Kind.PLACE ? "<code>" + shown + "</code>" : shown);
    html.append("</dd></div>\n");
  }

  @Override
  public void table(Table table) {
    if (open != Open.TABLE || !table.titles().isEmpty() || !columns.equals(table.columns())) {
      close();
      html.append("<div class=\"scroll\" tabindex=\"0\"><table>\n");
      titles(table);
      html.append("<tbody>\n");
      open = Open.TABLE;
      columns = table.columns();
    }
    table.rows().forEach(this::row);
  }

  private void titles(Table table) {
    if (table.titles().isEmpty()) {
      return;
    }
    html.append("<thead><tr>");
    for (int i = 0; i < table.titles().size(); i++) {
      html.append("<th scope=\"col\"").append(align(table.columns().get(i))).append('>');
      html.append(HtmlText.escaped(table.titles().get(i))).append("</th>");
    }
    html.append("</tr></thead>\n");
  }

  private void row(Row row) {
    html.append("<tr>");
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      String tag = i == 0 ? "th" : "td";
      html.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
      html.append(align(columns.get(i))).append('>');
      String text = HtmlText.escaped(cell.text());
      html.append(
          cell.tone() == Tone.PLAIN ? text : "<span" + tone(cell.tone()) + ">" + text + "</span>");
      html.append("</").append(tag).append('>');
    }
    html.append("</tr>\n");
    for (String note : row.notes()) {
      html.append("<tr class=\"note\"><td colspan=\"").append(row.cells().size()).append("\">");
      html.append(HtmlText.escaped(note)).append("</td></tr>\n");
    }
  }

  private void close() {
    html.append(
        switch (open) {
          case NOTHING -> "";
          case DESCRIPTIONS -> "</dl>\n";
          case TABLE -> "</tbody></table></div>\n";
        });
    open = Open.NOTHING;
  }

  private static String align(Column column) {
    return column.align() == Align.RIGHT ? " class=\"n\"" : "";
  }

  private static String tone(Tone tone) {
    return tone == Tone.PLAIN ? "" : " class=\"" + tone.name().toLowerCase(Locale.ROOT) + "\"";
  }
}
