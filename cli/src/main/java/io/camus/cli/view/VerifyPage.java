package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.config.CamusConfig;
import io.camus.config.OutputSettings;
import io.camus.config.RunSettings;
import io.camus.model.ExitCode;
import io.camus.repull.KafkaReport;
import io.camus.verify.Depth;
import io.camus.verify.VerifyReport;
import io.camus.verify.VerifyReport.Topic;
import io.camus.wiring.Wiring;
import java.util.Optional;

/** {@code camus verify} for people: one line per topic, then each violation with its place. */
public final class VerifyPage {
  private VerifyPage() {}

  /**
   * The page.
   *
   * @param kafka what Kafka still holds, if it was compared
   */
  public static Page of(CamusConfig config, VerifyReport report, Optional<KafkaReport> kafka) {
    Page page = new Page();
    if (!report.topics().isEmpty()) {
      page.add(
              Columns.of(report.topics())
                  .left("topic", Topic::topic)
                  .count("partitions", Topic::partitions)
                  .count("ranges", Topic::ranges)
                  .ifRoom()
                  .count("files", Topic::files)
                  .count("records", Topic::records)
                  .count("dead letters", Topic::deadLetters)
                  .bytes("bytes", Topic::bytes)
                  .left("verdict", VerifyPage::verdict)
                  .tone(topic -> topic.violations() == 0 ? Tone.GOOD : Tone.BAD)
                  .table())
          .gap();
    }
    headline(page, report);
    if (!report.unpublished().isEmpty()) {
      page.notice(
          count(report.unpublished().size(), "commit record")
              + " not published yet. The files are complete where they were written, and the next"
              + " run publishes them.");
    }
    page.add(LeftoversPage.of(report.leftovers()));
    page.add(Violations.of(report.violations(), report.total()))
        .gap()
        .place("files", config.value(OutputSettings.DESTINATION))
        .place(
            "commit log",
            Wiring.layoutOf(config).commits() + ", " + count(report.records(), "record"));
    kafka.ifPresent(it -> page.add(KafkaPage.of(config, it)));
    return page;
  }

  private static String verdict(Topic topic) {
    return topic.violations() == 0 ? "ok" : count(topic.violations()) + " wrong";
  }

  private static void headline(Page page, VerifyReport report) {
    if (report.exitCode() != ExitCode.OK) {
      Violations.headline(page, report.exitCode(), count(report.total(), "violation"));
    } else if (report.records() == 0) {
      page.verdict(
          Tone.WARNING,
          "NOTHING TO VERIFY",
          "no run has committed anything here; if you expected files, check "
              + OutputSettings.DESTINATION.name()
              + " and "
              + RunSettings.EXECUTION_BASE.name());
    } else {
      page.verdict(
          Tone.GOOD,
          "OK",
          count(report.topics().stream().mapToLong(Topic::files).sum(), "file")
              + (report.depth() == Depth.CONTENT
                  ? " read to the last byte"
                  : " in place; --deep reads them as well"));
    }
  }
}
