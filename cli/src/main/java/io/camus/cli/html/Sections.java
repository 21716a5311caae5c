package io.camus.cli.html;

import io.camus.cli.page.Figures;
import io.camus.cli.page.HtmlRenderer;
import io.camus.cli.page.HtmlText;
import io.camus.cli.page.Page;
import io.camus.cli.report.Gap;
import io.camus.cli.report.Made;
import io.camus.cli.report.Report;
import io.camus.cli.report.TerminalPage;
import java.util.List;
import java.util.Locale;

/**
 * The page's elements: everything that a reader needs first is text already, and the script fills
 * the other sections.
 */
final class Sections {
  private static final int MOST_PROBLEMS = 8;

  /** A section that the script fills, and for a browser without scripts the command instead. */
  private record Section(String id, String title, String explanation, String command) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              "completeness",
              "Completeness",
              "Topics by hours of event time. Arrow keys move between hours; Enter opens one.",
              "camus audit"),
          new Section(
              "tiers",
              "From tier to tier",
              "What each tier counted, compared with what the brokers held in the same windows.",
              "camus audit"),
          new Section(
              "lag",
              "Lag and time to loss",
              "Partitions with records that are not pulled yet, and when retention deletes them.",
              "camus offsets --all"),
          new Section(
              "runs",
              "Runs",
              "How long each stage took and what each run committed.",
              "camus history"),
          new Section(
              "files",
              "File sizes",
              "Data files whose first event time is in these hours.",
              "camus files"),
          new Section(
              "letters",
              "Dead letters",
              "Records that these runs rejected, by topic and cause.",
              "camus history"));

  private final Report report;
  private final Times times;
  private final StringBuilder html = new StringBuilder(1 << 14);

  Sections(Report report) {
    this.report = report;
    this.times = new Times(report.made().zone());
  }

  String html() {
    header();
    html.append("<main id=\"overview\" tabindex=\"-1\">\n");
    problems();
    SECTIONS.forEach(this::section);
    terminal();
    html.append("</main>\n<main id=\"detail\" tabindex=\"-1\" hidden></main>\n");
    footer();
    return html.toString();
  }

  private void header() {
    Made made = report.made();
    html.append("<a class=\"skip\" href=\"#completeness\">Skip to completeness</a>\n");
    html.append("<header>\n<div class=\"bar\"><p class=\"brand\"><a href=\"#/\">Camus</a></p>");
    html.append("<p class=\"of\"><code>").append(HtmlText.escaped(made.destination()));
    html.append("</code></p><p class=\"made\" id=\"made\">as of ");
    html.append(text(times.second(made.at()))).append(' ').append(text(times.zone()));
    html.append("</p><button type=\"button\" id=\"theme\" hidden>Dark</button></div>\n");
    String tone = report.headline().tone().name().toLowerCase(Locale.ROOT);
    html.append("<h1 class=\"headline ").append(tone).append("\"><strong>");
    html.append(text(report.headline().words())).append("</strong> <span>");
    html.append(text(report.headline().sentence())).append("</span></h1>\n");
    html.append(new Tiles(report, times).html());
    html.append("<nav aria-label=\"Sections\"><ul>");
    SECTIONS.forEach(it -> html.append(link(it.id(), it.title())));
    html.append("</ul></nav>\n</header>\n");
  }

  private static String link(String id, String title) {
    return "<li><a href=\"#" + id + "\">" + title + "</a></li>";
  }

  private void problems() {
    if (report.problems().isEmpty() && report.gaps().isEmpty()) {
      return;
    }
    html.append("<section id=\"problems\" aria-labelledby=\"problems-title\">");
    html.append("<h2 id=\"problems-title\">Problems</h2>\n");
    int shown = Math.min(MOST_PROBLEMS, report.problems().size());
    html.append(body(new Page().problems(report.problems().subList(0, shown))));
    if (shown < report.problems().size()) {
      more(report.problems().size() - shown, shown);
    }
    if (!report.gaps().isEmpty()) {
      html.append("<h3>What is missing from this report</h3>\n");
      Page page = new Page();
      report.gaps().forEach(gap -> page.detail(word(gap), gap.sentence()));
      html.append(body(page));
    }
    html.append("</section>\n");
  }

  private void more(int number, int shown) {
    List<io.camus.model.Problem> rest = report.problems();
    html.append("<details><summary>").append(Figures.count(number)).append(" more</summary>\n");
    html.append(body(new Page().problems(rest.subList(shown, rest.size()))));
    html.append("</details>\n");
  }

  private static String word(Gap gap) {
    return Figures.word(gap.part());
  }

  private static String body(Page page) {
    return HtmlRenderer.html(page, 3);
  }

  private void section(Section section) {
    String title = section.id() + "-title";
    html.append("<section id=\"").append(section.id()).append("\" aria-labelledby=\"");
    html.append(title).append("\"><h2 id=\"").append(title).append("\">").append(section.title());
    html.append("</h2><p class=\"about\">").append(section.explanation()).append("</p>\n");
    html.append("<noscript><p>This browser runs no scripts. <code>").append(section.command());
    html.append("</code> shows the same in a terminal.</p></noscript></section>\n");
  }

  private void terminal() {
    if (report.pages().isEmpty()) {
      return;
    }
    html.append("<section id=\"terminal\" aria-labelledby=\"terminal-title\">");
    html.append("<h2 id=\"terminal-title\">Terminal output</h2>\n");
    for (TerminalPage page : report.pages()) {
      html.append("<details><summary><code>").append(text(page.command()));
      html.append("</code></summary>\n").append(body(page.page())).append("</details>\n");
    }
    html.append("</section>\n");
  }

  private void footer() {
    html.append("<footer><p>").append(text(report.made().version()));
    html.append(" \u00b7 commit log <code>").append(text(report.made().commitLog()));
    html.append("</code> \u00b7 hours ").append(text(times.minute(report.span().from())));
    html.append(" to ").append(text(times.minute(report.span().to())));
    html.append(' ').append(text(times.zone())).append("</p></footer>\n");
  }

  private static String text(String text) {
    return HtmlText.escaped(text);
  }
}
