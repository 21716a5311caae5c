package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.HeldBack;
import io.camus.model.OpenTransaction;
import io.camus.model.OpenTransaction.Hanging;
import io.camus.model.OpenTransaction.Ongoing;
import io.camus.model.OpenTransaction.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What waits for an open transaction, as the field {@code heldBack} of a partition. */
final class HeldBackJson {
  private HeldBackJson() {}

  /** Adds the field; null if nothing waits. */
  static void fill(ObjectNode partition, Optional<HeldBack> heldBack) {
    if (heldBack.isEmpty()) {
      partition.putNull("heldBack");
      return;
    }
    ObjectNode node =
        partition
            .putObject("heldBack")
            .put("offsets", heldBack.get().offsets())
            .put("from", heldBack.get().from())
            .put("to", heldBack.get().to());
    heldBack
        .get()
        .transaction()
        .ifPresentOrElse(
            it -> fill(node.putObject("transaction"), it), () -> node.putNull("transaction"));
  }

  private static void fill(ObjectNode node, OpenTransaction transaction) {
    Optional<Duration> timeout =
        transaction.state() instanceof Ongoing ongoing
            ? Optional.of(ongoing.timeout())
            : Optional.empty();
    node.put("state", word(transaction.state()))
        .put("transactionalId", transaction.transactionalId().orElse(null))
        .put("producerId", transaction.producerId())
        .put("producerEpoch", transaction.producerEpoch())
        .put("startOffset", transaction.startOffset())
        .put("startedAt", transaction.startedAt().map(Instant::toString).orElse(null))
        .put("timeout", timeout.map(Duration::toString).orElse(null))
        .put("lastRecordTime", transaction.lastRecord().map(Instant::toString).orElse(null));
  }

  private static String word(State state) {
    if (state instanceof Ongoing) {
      return "ongoing";
    }
    return state instanceof Hanging ? "hanging" : "unknown";
  }
}
