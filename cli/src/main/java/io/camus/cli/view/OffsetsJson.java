package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.SetOutcome;
import io.camus.report.JsonDocuments;
import io.camus.report.SummaryJson;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** What {@code camus offsets --json} prints; durations as ISO-8601. */
public final class OffsetsJson {
  private OffsetsJson() {}

  public static ObjectNode positions(PositionsReport report) {
    ObjectNode document =
        JsonDocuments.object()
            .put("exitCode", report.exitCode().value())
            .put("at", report.at().toString())
            .put("lag", report.lag())
            .put("heldBack", report.heldBack())
            .put("lost", report.lost())
            .put("nextLoss", report.nextLoss().map(Duration::toString).orElse(null));
    ArrayNode partitions = document.putArray("partitions");
    report.lines().forEach(line -> fill(partitions.addObject(), line));
    return document;
  }

  private static void fill(ObjectNode node, PositionLine line) {
    name(node, line.partition()).put("standing", word(line.standing()));
    line.position()
        .ifPresentOrElse(
            it -> node.put("position", it.next()).put("generation", it.generation()),
            () -> node.putNull("position").putNull("generation"));
    offset(node, "start", line.start());
    offset(node, "end", line.end());
    node.put("lag", line.lag())
        .put("lost", line.lost())
        .put("recordTime", line.recordTime().map(Object::toString).orElse(null))
        .put("behind", line.behind().map(Duration::toString).orElse(null))
        .put("timeToLoss", line.timeToLoss().left().map(Duration::toString).orElse(null))
        .put("timeToLossIs", word(line.timeToLoss().kind()))
        .put("note", line.note().orElse(null));
    HeldBackJson.fill(node, line.heldBack());
  }

  public static ObjectNode changes(SetOutcome outcome, Mode mode) {
    ObjectNode document =
        JsonDocuments.object()
            .put("exitCode", outcome.exitCode().value())
            .put("dryRun", mode == Mode.DRY_RUN);
    offset(document, "record", outcome.record());
    ArrayNode changes = document.putArray("changes");
    for (PositionChange change : outcome.changes()) {
      ObjectNode node = name(changes.addObject(), change.next().partition());
      change.old().ifPresentOrElse(it -> node.put("old", it.next()), () -> node.putNull("old"));
      node.put("new", change.next().position().next())
          .put("generation", change.next().position().generation())
          .put("skipped", change.skipped())
          .put("again", change.again())
          .put("lost", change.lost());
    }
    document.set("problems", JsonDocuments.problems(outcome.problems()));
    return document;
  }

  public static ObjectNode replay(ReplayOutcome outcome, Mode mode, String proof) {
    ReplayOrder order = outcome.order();
    ObjectNode document =
        JsonDocuments.object()
            .put("exitCode", outcome.exitCode().value())
            .put("dryRun", mode == Mode.DRY_RUN)
            .put("topic", order.topic())
            .put("from", order.from().toString())
            .put("to", order.to().toString())
            .put("offsets", order.offsets())
            .put("missing", outcome.missing())
            .put("proof", proof);
    ArrayNode parts = document.putArray("partitions");
    for (ReplayOrder.Part part : order.parts()) {
      parts
          .addObject()
          .put("partition", part.partition())
          .put("from", part.from())
          .put("to", part.to());
    }
    outcome
        .summary()
        .ifPresentOrElse(
            it -> document.set("summary", SummaryJson.document(it)),
            () -> document.putNull("summary"));
    document.set("problems", JsonDocuments.problems(outcome.problems()));
    return document;
  }

  private static ObjectNode name(ObjectNode node, TopicPartition partition) {
    return node.put("topic", partition.topic()).put("partition", partition.partition());
  }

  private static void offset(ObjectNode node, String field, OptionalLong offset) {
    if (offset.isPresent()) {
      node.put(field, offset.getAsLong());
    } else {
      node.putNull(field);
    }
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
