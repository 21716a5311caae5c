package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.report.HourSpan;
import io.camus.cli.report.Report;
import io.camus.cli.terminal.StatusLine;
import io.camus.config.CamusConfig;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.report.Json;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus report}: one HTML file. */
@Command(
    name = "report",
    sortOptions = false,
    description = {
      "Writes one HTML file that shows which hours of which topics are complete, lags, runs, files"
          + " and dead letters. It needs no network, so it can be sent by mail.",
      "",
      "Asks Kafka, the commit log and the history; changes nothing. If Kafka does not answer, the"
          + " page says so and shows the rest.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus report -P camus.properties --out /var/www/camus.html",
      "  camus report -P camus.properties --from 2026-11-22T00 --to 2026-11-23T00",
      "",
      "Exit codes: 0 the file was written, whatever it says: camus audit has a code",
      "            for books that do not balance. 3 the commit log could not be read."
    })
final class ReportCommand extends ConfiguredVerb {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "camus-report.html",
      description =
          "The file to write. An existing file is replaced at once (default: ${DEFAULT-VALUE}).")
  private String out;

  @Mixin private ReportOptions options;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Start of the span, such as 2026-11-22T14 (default: 72 hours before --to).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "End of the span, exclusive (default: now).")
  private String to;

  @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
  private boolean json;

  ReportCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    HourSpan span = span(Instant.now());
    ReportFile file = ReportFile.at(target());
    CamusConfig config = settings.config();
    Report report = make(config, new ReportRequest(span, options.kafka(), Optional.empty()));
    long bytes = file.write(report);
    Format.of(json).show(terminal(), () -> page(report, bytes), () -> json(report, bytes));
    return ExitCode.OK.value();
  }

  private Report make(CamusConfig config, ReportRequest request) {
    StatusLine status = new StatusLine(terminal(), InstantSource.system());
    try {
      return operations()
          .report()
          .make(
              config,
              request,
              events -> {
                if (status.isDue()) {
                  status.show("report   " + Figures.count(events, "event") + " read");
                }
              });
    } finally {
      status.end();
    }
  }

  private HourSpan span(Instant now) {
    refuseIf(from != null && options.hasHours(), "--hours cannot be used with --from");
    if (from == null && to == null) {
      return options.until(now);
    }
    Instant end = to == null ? now : AuditCommand.time("--to", to);
    Instant begin = from == null ? end.minus(options.length()) : AuditCommand.time("--from", from);
    refuseIf(!begin.isBefore(end), "--from must be before --to");
    refuseIf(
        Duration.between(begin, end).compareTo(Duration.ofHours(HourSpan.MOST - 1)) > 0,
        "a report has at most 31 days");
    return HourSpan.of(begin, end);
  }

  private Path target() {
    try {
      return Path.of(out);
    } catch (InvalidPathException e) {
      throw new ConfigurationException("--out " + out + ": not the name of a file", e);
    }
  }

  private Page page(Report report, long bytes) {
    Page page =
        new Page()
            .verdict(
                report.headline().tone(), report.headline().words(), report.headline().sentence());
    report.gaps().forEach(gap -> page.notice(gap.sentence()));
    return page.gap().place("report", path() + ", " + Figures.bytes(bytes));
  }

  private Path path() {
    return target().toAbsolutePath().normalize();
  }

  private Json json(Report report, long bytes) {
    return new Json()
        .put("file", path().toString())
        .put("bytes", bytes)
        .put("verdict", report.headline().words())
        .put("sentence", report.headline().sentence())
        .put("gaps", report.gaps().stream().map(gap -> gap.sentence()).toList());
  }
}
