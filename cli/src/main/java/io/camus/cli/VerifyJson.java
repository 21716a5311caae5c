package io.camus.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.OffsetRange;
import io.camus.run.JsonDocuments;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import java.util.Locale;
import java.util.TreeMap;

/** {@code camus verify --json}: field names as in {@link VerifyReport}, plus {@code exitCode}. */
final class VerifyJson {
  private VerifyJson() {}

  static ObjectNode document(VerifyReport report) {
    ObjectNode document =
        JsonDocuments.object()
            .put("exitCode", report.exitCode().value())
            .put("depth", word(report.depth()))
            .put("records", report.records());
    ArrayNode topics = document.putArray("topics");
    report.topics().forEach(topic -> fill(topics.addObject(), topic));
    ArrayNode unpublished = document.putArray("unpublished");
    report.unpublished().forEach(unpublished::add);
    ObjectNode found = document.putObject("found");
    new TreeMap<>(report.found()).forEach((kind, count) -> found.put(word(kind), count));
    ArrayNode violations = document.putArray("violations");
    report.violations().forEach(violation -> fill(violations.addObject(), violation));
    return document;
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
