package io.camus.it.report;

import static io.camus.cli.page.Figures.count;

import io.camus.books.Verdict.State;
import io.camus.cli.html.ReportHtml;
import io.camus.cli.page.Tone;
import io.camus.cli.report.Headline;
import io.camus.cli.report.Hour;
import io.camus.cli.report.Report;
import io.camus.cli.report.SyntheticReport;
import io.camus.cli.report.TopicReport;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page of the README's picture: a made-up report whose verdict and names fit together. */
final class ReadmePage {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> NAMES =
      List.of(
          "clicks",
          "page-views",
          "orders",
          "payments",
          "logs.web",
          "metrics",
          "eu.clicks",
          "eu.page-views");

  private ReadmePage() {}

  static String html() throws IOException {
    Report report = SyntheticReport.small();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportHtml.write(
        new Report(
            report.made(),
            report.span(),
            headline(report),
            List.of(),
            problems(report),
            report.topics(),
            report.total(),
            report.positions(),
            report.runs(),
            report.files(),
            report.deadLetters(),
            report.pages()),
        out);
    String html = out.toString(StandardCharsets.UTF_8);
    for (int i = 0; i < NAMES.size(); i++) {
      html =
          html.replaceAll(
              "topic-000"
                  + i
                  + "-(\\\\u003cb>|&lt;b&gt;)?[a-z.]+(-views)?(\\\\u003c/b>|&lt;/b&gt;)?",
              NAMES.get(i));
    }
    return html;
  }

  private static Headline headline(Report report) {
    Map<State, Long> states = new TreeMap<>();
    report.topics().stream()
        .flatMap(topic -> topic.hours().stream())
        .flatMap(hour -> hour.books().stream())
        .forEach(state -> states.merge(state, 1L, Long::sum));
    List<String> parts = new ArrayList<>();
    states.forEach(
        (state, hours) -> parts.add(count(hours) + " " + state.name().toLowerCase(Locale.ROOT)));
    return new Headline(Tone.BAD, "NOT BALANCED", "windows: " + String.join(", ", parts));
  }

  private static List<Problem> problems(Report report) {
    List<Problem> problems = new ArrayList<>();
    for (TopicReport topic : report.topics()) {
      Optional<Hour> first = topic.hours().stream().filter(hour -> hour.missing() > 0).findFirst();
      first.ifPresent(
          hour ->
              problems.add(
                  new Problem(
                      Severity.DATA,
                      topic.name(),
                      String.format(
                          Locale.ROOT,
                          "missing %s in 1 window; camus audit explain %s %s shows it",
                          count(hour.missing()),
                          topic.name(),
                          HOUR.format(report.span().begin(topic.hours().indexOf(hour)))))));
    }
    problems.add(
        new Problem(
            Severity.DATA,
            report.topics().get(0).name() + "-0",
            "1,204 offsets lost: retention deleted them before they were pulled"));
    return problems;
  }
}
