package io.camus.cli.html;

import io.camus.cli.page.HtmlText;
import io.camus.cli.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Writes a report as one HTML file in UTF-8 that needs nothing else: no network, no other file, no
 * storage. Its policy allows exactly the script and the style that it contains.
 */
public final class ReportHtml {
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "figures.js",
          "data.js",
          "states.js",
          "table.js",
          "heat.js",
          "sections.js",
          "charts.js",
          "detail.js",
          "main.js");

  private ReportHtml() {}

  /** Writes the report. Does not close the stream. */
  public static void write(Report report, OutputStream out) throws IOException {
    out.write(html(report).getBytes(StandardCharsets.UTF_8));
  }

  private static String html(Report report) throws IOException {
    String style = Resource.text("uplot/dist/uPlot.min.css") + Resource.text("page.css");
    String script = script();
    PageData data = new PageData(report);
    StringBuilder html = new StringBuilder(1 << 20);
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html.append(Policy.of(style, script, report.made().reload().isPresent())).append("\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html.append(HtmlText.escaped(report.headline().words())).append(" \u2013 Camus \u2013 ");
    html.append(HtmlText.escaped(report.made().destination())).append("</title>\n");
    html.append("<link rel=\"icon\" href=\"").append(icon(report)).append("\">\n");
    html.append("<style>").append(style).append("</style>\n</head>\n");
    html.append("<body>\n").append(new Sections(report).html());
    data(html, "data-hours", data.main());
    data(html, "data-rows", data.rest());
    data(html, "data-files", data.files());
    return html.append("<script>")
        .append(script)
        .append("</script>\n</body>\n</html>\n")
        .toString();
  }

  private static String script() throws IOException {
    StringBuilder script = new StringBuilder(1 << 17);
    script.append("/*\n").append(Resource.text("uplot/LICENSE")).append("\n*/\n");
    script.append(Resource.text("uplot/dist/uPlot.iife.min.js"));
    script.append("\n(() => {\n\"use strict\";\n");
    for (String name : SCRIPTS) {
      script.append(Resource.text(name));
    }
    return script.append("})();\n").toString();
  }

  private static void data(StringBuilder html, String id, Object json) {
    html.append("<script type=\"application/json\" id=\"").append(id).append("\">");
    html.append(DataText.escaped(json.toString())).append("</script>\n");
  }

  /** A dot in the color of the verdict, so that a row of tabs shows the state. */
  private static String icon(Report report) {
    String color =
        switch (report.headline().tone()) {
          case BAD -> "c8400a";
          case WARNING -> "d99a00";
          case GOOD, PLAIN, STRONG -> "2b7bba";
        };
    return String.format(
        Locale.ROOT,
        "data:image/svg+xml,%%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%%3E"
            + "%%3Crect x='2' y='2' width='12' height='12' rx='3' fill='%%23%s'/%%3E%%3C/svg%%3E",
        color);
  }
}
