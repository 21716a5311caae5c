package io.camus.cli.view;

import io.camus.model.HeldBack;
import io.camus.model.OpenTransaction;
import io.camus.model.OpenTransaction.Hanging;
import io.camus.model.OpenTransaction.Ongoing;
import io.camus.report.Json;
import java.util.Optional;

/** What waits for an open transaction, as the field {@code heldBack} of a partition. */
final class HeldBackJson {
  private HeldBackJson() {}

  static Json of(HeldBack heldBack) {
    return new Json()
        .put("offsets", heldBack.offsets())
        .put("from", heldBack.from())
        .put("to", heldBack.to())
        .put("transaction", heldBack.transaction().map(HeldBackJson::of));
  }

  private static Json of(OpenTransaction transaction) {
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
}
