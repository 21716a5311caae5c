package io.camus.cli.view;

import io.camus.model.ExitCode;
import io.camus.model.OffsetRange;
import io.camus.model.RunId;
import io.camus.report.Json;
import io.camus.repull.KafkaReport;
import io.camus.table.TableStatus;
import io.camus.verify.Leftover;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code camus verify --json}: field names as in {@link VerifyReport}, plus {@code exitCode}; in
 * {@code kafka}, if Kafka was compared, those of {@link KafkaReport}; in {@code tables}, if topics
 * have some, those of {@link TableStatus}.
 */
public final class VerifyJson {
  private VerifyJson() {}

  /** The document. */
  public static Json of(
      VerifyReport report, Optional<KafkaReport> kafka, List<TableStatus> tables) {
    ExitCode ofKafka = kafka.map(KafkaReport::exitCode).orElse(ExitCode.OK);
    Json document =
        new Json()
            .put(
                "exitCode",
                Stream.of(report.exitCode(), ofKafka, TablesPage.exitCode(tables))
                    .max(Comparator.naturalOrder())
                    .get()
                    .value())
            .put("depth", report.depth())
            .put("records", report.records())
            .put("topics", report.topics(), VerifyJson::topic)
            .put("unpublished", report.unpublished())
            .put("leftoversFound", counts(report.leftovers().found()))
            .put("leftovers", report.leftovers().listed(), VerifyJson::leftover)
            .put("found", counts(report.found()))
            .put("violations", report.violations(), VerifyJson::violation);
    kafka.ifPresent(it -> document.put("kafka", of(it)));
    if (!tables.isEmpty()) {
      document.put("tables", tables, TablesJson::of);
    }
    return document;
  }

  private static Json of(KafkaReport report) {
    return new Json()
        .put("topics", report.topics(), VerifyJson::topic)
        .put("found", counts(report.found()))
        .put("violations", report.violations(), VerifyJson::violation);
  }

  private static Map<String, Long> counts(Map<? extends Enum<?>, Long> counts) {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((name, count) -> sorted.put(Json.word(name), count));
    return sorted;
  }

  private static Json topic(VerifyReport.Topic topic) {
    return new Json()
        .put("topic", topic.topic())
        .put("partitions", topic.partitions())
        .put("ranges", topic.ranges())
        .put("files", topic.files())
        .put("records", topic.records())
        .put("deadLetters", topic.deadLetters())
        .put("bytes", topic.bytes())
        .put("violations", topic.violations());
  }

  private static Json topic(KafkaReport.Topic topic) {
    return new Json()
        .put("topic", topic.topic())
        .put("ranges", topic.ranges())
        .put("compared", topic.compared())
        .put("records", topic.records())
        .put("bytes", topic.bytes())
        .put("thinnedRecords", topic.thinnedRecords())
        .put("thinnedLeft", topic.thinnedLeft())
        .put("incomparable", counts(topic.incomparable()));
  }

  private static Json leftover(Leftover leftover) {
    return new Json()
        .put("kind", leftover.kind())
        .put("destination", leftover.destination().value())
        .put("id", leftover.id())
        .put("run", leftover.run().map(RunId::value))
        .put("since", leftover.since());
  }

  private static Json violation(Violation violation) {
    Optional<OffsetRange> range = violation.range();
    return new Json()
        .put("kind", violation.kind())
        .put("topic", violation.topic())
        .put("partition", range.map(it -> it.partition().partition()))
        .put("generation", range.map(OffsetRange::generation))
        .put("from", range.map(OffsetRange::from))
        .put("to", range.map(OffsetRange::to))
        .put("file", violation.file())
        .put("record", violation.record())
        .put("meaning", violation.meaning());
  }
}
