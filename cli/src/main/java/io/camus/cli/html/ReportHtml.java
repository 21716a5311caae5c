package io.camus.cli.html;

import io.camus.cli.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a report as one HTML file in UTF-8 that needs nothing else. */
public final class ReportHtml {
  private ReportHtml() {}

  /** Writes it, and does not close the stream. */
  public static void write(Report report, OutputStream out) throws IOException {
    String page =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Camus</title><p>"
            + report.topics().size()
            + " topics</p></html>\n";
    out.write(page.getBytes(StandardCharsets.UTF_8));
  }
}
