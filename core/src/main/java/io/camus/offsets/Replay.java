package io.camus.offsets;

import io.camus.config.ReplaySettings;
import io.camus.model.ConfigurationException;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.SourceException;
import io.camus.model.StorageException;
import io.camus.setup.TopicCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A replay: the order that it was begun with, and what was gone before its first run. Each run
 * plans by {@link #seen}; {@link #problems} says why offsets are missing after it.
 */
public final class Replay {
  private final ReplayOrder order;
  private final List<Problem> gone;

  private Replay(ReplayOrder order, List<Problem> gone) {
    this.order = order;
    this.gone = List.copyOf(gone);
  }

  /**
   * What is to be pulled again.
   *
   * @param topic its name
   * @param from begin, inclusive
   * @param to end, exclusive
   * @param places where it goes
   */
  public record Request(String topic, Instant from, Instant to, ReplaySettings.Places places) {}

  /**
   * Begins a replay, or goes on with one that was begun.
   *
   * @param file keeps its order
   * @param positions those of its commit log
   * @param now the present; the range has to be over
   * @throws ConfigurationException if there is no such topic or range, or the file holds another
   *     order
   * @throws SourceException if the brokers do not tell the offsets
   * @throws StorageException if the order cannot be kept
   */
  public static Replay begin(
      Request request,
      ReplayOrderFile file,
      TopicCatalog catalog,
      Map<TopicPartition, PartitionPosition> positions,
      Instant now) {
    ReplayOrder order =
        file.readOrKeep(
            request.topic(),
            request.from(),
            request.to(),
            () -> ReplayOrder.ask(catalog, request.topic(), request.from(), request.to(), now));
    return new Replay(
        order,
        order.goneBeforeStart(positions, catalog.offsets().earliestOffsets(order.partitions())));
  }

  /** The offsets that are meant. */
  public ReplayOrder order() {
    return order;
  }

  /** A cluster as the replay's runs see it. */
  public TopicCatalog seen(TopicCatalog cluster) {
    return ReplayCatalog.view(cluster, order);
  }

  /** What was gone before the first run: the only note before a run. */
  public List<Problem> problems() {
    return gone;
  }

  /**
   * The notes after a run.
   *
   * @param missing offsets of the order that are not pulled
   */
  public List<Problem> problems(long missing) {
    return missing == 0 || !gone.isEmpty()
        ? gone
        : List.of(
            new Problem(
                Severity.OUTSIDE,
                order.topic(),
                String.format(
                    Locale.ROOT,
                    "%,d offsets of the replay are not pulled yet; give the same command again",
                    missing)));
  }
}
