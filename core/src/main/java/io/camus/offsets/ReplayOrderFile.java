package io.camus.offsets;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.Codec;
import io.camus.wire.Codecs;
import io.camus.wire.InvalidValueException;
import io.camus.wire.ObjectCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stored order of a replay: {@code replay.json} in its execution base, written once.
 *
 * <pre>
 * {"topic":"clicks","topicId":"...","from":"2026-11-22T10:00:00Z","to":"2026-11-22T11:00:00Z",
 *  "parts":[{"partition":0,"from":1200,"to":3400}]}
 * </pre>
 */
public final class ReplayOrderFile {
  private static final Codec<ReplayOrder> CODEC = codec();

  private final Store store;
  private final StorePath base;

  /**
   * @param base the replay's execution base
   */
  public ReplayOrderFile(Store store, StorePath base) {
    this.store = store;
    this.base = base;
  }

  /**
   * The stored order for a range, or a new one, which is stored.
   *
   * @param asked creates the new one
   * @throws ConfigurationException if another order is stored there
   * @throws StorageException if it cannot be read or written
   */
  public ReplayOrder readOrKeep(
      String topic, Instant from, Instant to, Supplier<ReplayOrder> asked) {
    try {
      Optional<ReplayOrder> kept = read();
      if (kept.isEmpty()) {
        keep(asked.get());
        kept = read();
      }
      ReplayOrder order = kept.orElseThrow(() -> new NoSuchFileException(path().value()));
      if (!order.isFor(topic, from, to)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "%s already has a replay of %s from %s to %s; use another destination",
                base,
                order.topic(),
                order.from(),
                order.to()));
      }
      return order;
    } catch (InvalidValueException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "%s cannot be read: %s; use another destination",
              path(),
              e.getMessage()),
          e);
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT, "cannot store the replay order in %s: %s", base, RootCause.line(e)),
          e);
    }
  }

  private static Codec<ReplayOrder> codec() {
    var object = ObjectCodec.<ReplayOrder>strict();
    var topic = object.required("topic", Codecs.TEXT, ReplayOrder::topic);
    var topicId = object.required("topicId", Codecs.TOPIC_ID, ReplayOrder::topicId);
    var from = object.required("from", Codecs.INSTANT, ReplayOrder::from);
    var to = object.required("to", Codecs.INSTANT, ReplayOrder::to);
    var parts = object.required("parts", Codecs.list(part()), ReplayOrder::parts);
    return object.of(
        fields ->
            new ReplayOrder(
                fields.get(topic),
                fields.get(topicId),
                fields.get(from),
                fields.get(to),
                fields.get(parts)));
  }

  private static Codec<ReplayOrder.Part> part() {
    var object = ObjectCodec.<ReplayOrder.Part>strict();
    var partition = object.required("partition", Codecs.INT, ReplayOrder.Part::partition);
    var from = object.required("from", Codecs.LONG, ReplayOrder.Part::from);
    var to = object.required("to", Codecs.LONG, ReplayOrder.Part::to);
    return object.of(
        fields -> new ReplayOrder.Part(fields.get(partition), fields.get(from), fields.get(to)));
  }

  private StorePath path() {
    return base.child("replay.json");
  }

  private Optional<ReplayOrder> read() throws IOException {
    try (InputStream in = store.open(path())) {
      return Optional.of(CODEC.fromBytes(in.readAllBytes()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void keep(ReplayOrder order) throws IOException {
    try {
      store.putIfAbsent(path(), Content.of(CODEC.toBytes(order)));
    } catch (FileAlreadyExistsException e) {
      // Another process started the same replay concurrently.
    }
  }
}
