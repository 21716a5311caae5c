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
 * A replay: its original order, and what was gone before its first run. Each run plans with {@link
 * #seen}; {@link #problems} then says why offsets are missing.
 */
public final class Replay {
  private final ReplayOrder order;
  private final List<Problem> gone;

  private Replay(ReplayOrder order, List<Problem> gone) {
    this.order = order;
    this.gone = List.copyOf(gone);
  }

  /**
   * What to pull again.
   *
   * @param topic its name
   * @param from begin, inclusive
   * @param to end, exclusive
   * @param places its directories
   */
  public record Request(String topic, Instant from, Instant to, ReplaySettings.Places places) {}

  /**
   * Starts or continues a replay.
   *
   * @param file stores its order
   * @param positions those of its commit log
   * @param now the current time; the range must end before it
   * @throws ConfigurationException if there is no such topic or range, or the file has another
   *     order
   * @throws SourceException if the brokers do not report the offsets
   * @throws StorageException if the order cannot be stored
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

  /** The offsets to pull. */
  public ReplayOrder order() {
    return order;
  }

  /** A cluster as the replay's runs see it. */
  public TopicCatalog seen(TopicCatalog cluster) {
    return ReplayCatalog.view(cluster, order);
  }

  /** Notices before a run: what was gone before the first run. */
  public List<Problem> problems() {
    return gone;
  }

  /**
   * Notices after a run.
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
                    "%,d offsets of the replay are not pulled yet; run the same command again",
                    missing)));
  }
}
