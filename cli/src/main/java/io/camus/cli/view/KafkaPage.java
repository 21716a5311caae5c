package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import io.camus.model.ExitCode;
import io.camus.repull.Incomparable;
import io.camus.repull.KafkaReport;
import io.camus.repull.KafkaReport.Topic;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What {@code camus verify --against-kafka} found, for people. */
final class KafkaPage {
  private KafkaPage() {}

  static Page of(CamusConfig config, KafkaReport report) {
    Page page = new Page().gap();
    if (!report.topics().isEmpty()) {
      page.add(
              Columns.of(report.topics())
                  .left("topic", Topic::topic)
                  .count("ranges", Topic::ranges)
                  .count("pulled again", Topic::compared)
                  .count("records", Topic::records)
                  .count("gone", KafkaPage::gone)
                  .count("not comparable", it -> incomparable(it) - gone(it))
                  .table())
          .gap();
    }
    headline(page, report);
    Map<Incomparable, Long> sums = new EnumMap<>(Incomparable.class);
    report
        .topics()
        .forEach(it -> it.incomparable().forEach((why, n) -> sums.merge(why, n, Long::sum)));
    sums.forEach(
        (why, ranges) -> page.notice(count(ranges, "range") + " not compared: " + why.meaning()));
    long thinned = report.topics().stream().mapToLong(Topic::thinnedRecords).sum();
    if (thinned > 0) {
      page.notice(
          "ranges with fewer records than before: Kafka has "
              + count(report.topics().stream().mapToLong(Topic::thinnedLeft).sum())
              + " of the "
              + count(thinned)
              + " that were pulled");
    }
    return page.add(Violations.of(report.violations(), report.total()))
        .gap()
        .place("kafka", String.join(",", config.value(KafkaSettings.BROKERS)));
  }

  private static long gone(Topic topic) {
    return topic.incomparable().getOrDefault(Incomparable.RETENTION, 0L);
  }

  private static long incomparable(Topic topic) {
    return topic.incomparable().values().stream().mapToLong(Long::longValue).sum();
  }

  private static void headline(Page page, KafkaReport report) {
    if (report.exitCode() != ExitCode.OK) {
      Violations.headline(
          page, report.exitCode(), count(report.total(), "violation") + " against Kafka");
    } else if (report.compared() == 0) {
      page.verdict(
          Tone.WARNING, "NOTHING COMPARED with Kafka", "no committed range can be pulled again");
    } else {
      page.verdict(
          Tone.GOOD,
          "OK",
          String.format(
              Locale.ROOT,
              "%s of %s are still in Kafka and match what was pulled",
              count(report.records(), "record"),
              count(report.compared(), "range")));
    }
  }
}
