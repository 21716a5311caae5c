package io.camus.cli.view;

import io.camus.model.HeldBack;
import io.camus.model.OpenTransaction;
import io.camus.model.OpenTransaction.Hanging;
import io.camus.model.OpenTransaction.Ongoing;
import io.camus.model.PartitionPosition;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.SetOutcome;
import io.camus.report.Json;
import io.camus.report.SummaryJson;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What {@code camus offsets --json} prints; durations as ISO-8601. */
public final class OffsetsJson {
  private OffsetsJson() {}

  /** The positions of partitions. */
  public static Json of(PositionsReport report) {
    return new Json()
        .put("exitCode", report.exitCode().value())
        .put("at", report.at())
        .put("lag", report.lag())
        .put("heldBack", report.heldBack())
        .put("lost", report.lost())
        .put("nextLoss", report.nextLoss())
        .put("partitions", report.lines(), OffsetsJson::line);
  }

  static Json partition(TopicPartition partition) {
    return new Json().put("topic", partition.topic()).put("partition", partition.partition());
  }

  private static Json line(PositionLine line) {
    return partition(line.partition())
        .put("standing", line.status())
        .put("position", line.position().map(PartitionPosition::next))
        .put("generation", line.position().map(PartitionPosition::generation))
        .put("start", line.start())
        .put("end", line.end())
        .put("lag", line.lag())
        .put("lost", line.lost())
        .put("recordTime", line.recordTime())
        .put("behind", line.behind())
        .put("timeToLoss", line.timeToLoss().left())
        .put("timeToLossIs", line.timeToLoss().kind())
        .put("note", line.note())
        .put("heldBack", line.heldBack().map(OffsetsJson::heldBack));
  }

  /** Offsets blocked by an open transaction. */
  static Json heldBack(HeldBack heldBack) {
    return new Json()
        .put("offsets", heldBack.offsets())
        .put("from", heldBack.from())
        .put("to", heldBack.to())
        .put("transaction", heldBack.transaction().map(OffsetsJson::transaction));
  }

  private static Json transaction(OpenTransaction transaction) {
    Optional<Ongoing> ongoing =
        Optional.of(transaction.state()).filter(Ongoing.class::isInstance).map(Ongoing.class::cast);
    String ended = transaction.state() instanceof Hanging ? "hanging" : "unknown";
    return new Json()
        .put("state", ongoing.isPresent() ? "ongoing" : ended)
        .put("transactionalId", transaction.transactionalId())
        .put("producerId", transaction.producerId())
        .put("producerEpoch", transaction.producerEpoch())
        .put("startOffset", transaction.startOffset())
        .put("startedAt", transaction.startedAt())
        .put("timeout", ongoing.map(Ongoing::timeout))
        .put("lastRecordTime", transaction.lastRecord());
  }

  /** The result of setting positions. */
  public static Json of(SetOutcome outcome, Mode mode) {
    return new Json()
        .put("exitCode", outcome.exitCode().value())
        .put("dryRun", mode == Mode.DRY_RUN)
        .put("record", outcome.record())
        .put("changes", outcome.changes(), OffsetsJson::change)
        .put("problems", outcome.problems());
  }

  private static Json change(PositionChange change) {
    return partition(change.next().partition())
        .put("old", change.old().map(PartitionPosition::next))
        .put("new", change.next().position().next())
        .put("generation", change.next().position().generation())
        .put("skipped", change.skipped())
        .put("again", change.again())
        .put("lost", change.lost());
  }

  /** The result of a replay. */
  public static Json of(ReplayOutcome outcome, Mode mode, String proof) {
    ReplayOrder order = outcome.order();
    return new Json()
        .put("exitCode", outcome.exitCode().value())
        .put("dryRun", mode == Mode.DRY_RUN)
        .put("topic", order.topic())
        .put("from", order.from())
        .put("to", order.to())
        .put("offsets", order.offsets())
        .put("missing", outcome.missing())
        .put("proof", proof)
        .put("partitions", order.parts(), OffsetsJson::part)
        .put("summary", outcome.summary().map(SummaryJson::of))
        .put("problems", outcome.problems());
  }

  private static Json part(ReplayOrder.Part part) {
    return new Json()
        .put("partition", part.partition())
        .put("from", part.from())
        .put("to", part.to());
  }
}
