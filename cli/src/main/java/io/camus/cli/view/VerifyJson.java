package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.ExitCode;
import io.camus.model.OffsetRange;
import io.camus.report.JsonDocuments;
import io.camus.repull.KafkaReport;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code camus verify --json}: field names as in {@link VerifyReport}, plus {@code exitCode}; in
 * {@code kafka}, if it was asked, those of {@link KafkaReport}.
 */
public final class VerifyJson {
  private VerifyJson() {}

  public static ObjectNode document(VerifyReport report, Optional<KafkaReport> kafka) {
    ObjectNode document =
        JsonDocuments.object()
            .put(
                "exitCode",
                Math.max(
                    report.exitCode().value(),
                    kafka.map(KafkaReport::exitCode).orElse(ExitCode.OK).value()))
            .put("depth", word(report.depth()))
            .put("records", report.records());
    ArrayNode topics = document.putArray("topics");
    report.topics().forEach(topic -> fill(topics.addObject(), topic));
    ArrayNode unpublished = document.putArray("unpublished");
    report.unpublished().forEach(unpublished::add);
    violations(document, report.found(), report.violations());
    kafka.ifPresent(it -> fill(document.putObject("kafka"), it));
    return document;
  }

  private static void violations(
      ObjectNode document, Map<Violation.Kind, Long> byKind, List<Violation> all) {
    counts(document.putObject("found"), byKind);
    ArrayNode violations = document.putArray("violations");
    all.forEach(violation -> fill(violations.addObject(), violation));
  }

  private static void counts(ObjectNode node, Map<? extends Enum<?>, Long> counts) {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((name, count) -> sorted.put(word(name), count));
    sorted.forEach(node::put);
  }

  private static void fill(ObjectNode node, KafkaReport kafka) {
    ArrayNode topics = node.putArray("topics");
    for (KafkaReport.Topic topic : kafka.topics()) {
      ObjectNode one =
          topics
              .addObject()
              .put("topic", topic.topic())
              .put("ranges", topic.ranges())
              .put("compared", topic.compared())
              .put("records", topic.records())
              .put("bytes", topic.bytes())
              .put("thinnedRecords", topic.thinnedRecords())
              .put("thinnedLeft", topic.thinnedLeft());
      counts(one.putObject("incomparable"), topic.incomparable());
    }
    violations(node, kafka.found(), kafka.violations());
  }

  private static void fill(ObjectNode node, VerifyReport.Topic topic) {
    node.put("topic", topic.topic())
        .put("partitions", topic.partitions())
        .put("ranges", topic.ranges())
        .put("files", topic.files())
        .put("records", topic.records())
        .put("deadLetters", topic.deadLetters())
        .put("bytes", topic.bytes())
        .put("violations", topic.violations());
  }

  private static void fill(ObjectNode node, Violation violation) {
    node.put("kind", word(violation.kind())).put("topic", violation.topic().orElse(null));
    if (violation.range().isPresent()) {
      OffsetRange range = violation.range().get();
      node.put("partition", range.partition().partition())
          .put("generation", range.generation())
          .put("from", range.from())
          .put("to", range.to());
    } else {
      node.putNull("partition").putNull("generation").putNull("from").putNull("to");
    }
    node.put("file", violation.file().orElse(null));
    violation.record().ifPresentOrElse(it -> node.put("record", it), () -> node.putNull("record"));
    node.put("meaning", violation.meaning());
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
