package io.camus.repull;

import io.camus.commit.Layout;
import io.camus.commit.LogReader;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledRange;
import io.camus.model.SourceException;
import io.camus.model.StorageException;
import io.camus.setup.TopicCatalog;
import io.camus.source.RecordSource;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Findings;
import io.camus.verify.Violation;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the commit log with what Kafka still has. It reads the log twice, one record at a time:
 * first for the partitions and their latest generations, then for the ranges, which are pulled
 * again in batches limited by memory. It skips unreadable records, which {@code io.camus.verify}
 * reports, and records appended after the start.
 */
public final class KafkaVerification {
  private final LogReader log;

  /** Partitions already reported as leaderless. */
  private final Set<TopicPartition> silent = new HashSet<>();

  /** The last record that counts. */
  private long last;

  private final TopicCatalog catalog;
  private final Function<List<OffsetRange>, RecordSource> sources;
  private final RepullSettings settings;
  private final LongSupplier nanoTime;
  private final Findings findings;
  private final Map<String, TopicTally> tallies = new TreeMap<>();

  /**
   * A comparison, for one use.
   *
   * @param catalog queries the cluster; not closed
   * @param sources opens a reader of ranges, with the isolation level of the runs
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public KafkaVerification(
      Store store,
      Layout layout,
      TopicCatalog catalog,
      Function<List<OffsetRange>, RecordSource> sources,
      RepullSettings settings,
      LongSupplier nanoTime) {
    this.log = new LogReader(store, layout);
    this.catalog = catalog;
    this.sources = sources;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.findings = new Findings(settings.listed());
  }

  /**
   * Compares everything; changes nothing.
   *
   * @throws SourceException if Kafka does not answer, or stops delivering records
   * @throws StorageException if the log cannot be read
   */
  public KafkaReport compare(RepullProgress progress) {
    try {
      Map<TopicPartition, PartitionPosition> latest = latest();
      ClusterView cluster = new ClusterView(catalog, latest.keySet());
      compare(latest, cluster, progress);
    } catch (IOException e) {
      throw new StorageException("cannot read the commit log: " + RootCause.line(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted while comparing with Kafka", e);
    }
    return new KafkaReport(
        tallies.entrySet().stream().map(it -> it.getValue().report(it.getKey())).toList(),
        findings.kept(),
        findings.byKind());
  }

  private Optional<CommitRecord> read(long number) throws IOException {
    try {
      return Optional.of(log.read(number));
    } catch (NoSuchFileException | LogReader.BrokenFileException e) {
      return Optional.empty();
    }
  }

  /** The final position of each partition. */
  private Map<TopicPartition, PartitionPosition> latest() throws IOException {
    Latest latest = new Latest(new HashMap<>());
    for (StorePath directory : log.segments()) {
      for (long number : log.segment(directory).records()) {
        last = number;
        read(number).ifPresent(record -> record.entries().forEach(entry -> entry.visit(latest)));
      }
    }
    return latest.positions();
  }

  /** The position of each partition after the visited entries. */
  private record Latest(Map<TopicPartition, PartitionPosition> positions)
      implements LogEntry.Visitor {
    @Override
    public void opens(LogEntry.Opens opens) {
      // Opening a run moves no position.
    }

    @Override
    public void closes(LogEntry.Closes closes) {
      // Nor does closing one.
    }

    @Override
    public void commits(LogEntry.Commits commits) {
      commits.pulled().ranges().forEach(it -> positions.put(it.range().partition(), it.position()));
    }

    @Override
    public void sets(LogEntry.Sets sets) {
      positions.put(sets.position().partition(), sets.position().position());
    }

    @Override
    public void completeness(LogEntry.Completeness entry) {
      // It moves no position.
    }
  }

  private void compare(
      Map<TopicPartition, PartitionPosition> latest, ClusterView cluster, RepullProgress progress)
      throws IOException, InterruptedException {
    Comparison comparison =
        new Comparison(log, cluster, sources, settings, nanoTime, findings, this::tally);
    Batch batch = new Batch(settings.ranges());
    for (StorePath directory : log.segments()) {
      for (long number : log.segment(directory).records().headSet(last, true)) {
        for (CommittedRange range : comparable(number, latest, cluster)) {
          if (!batch.takes(range)) {
            comparison.compare(batch, progress);
            batch = new Batch(settings.ranges());
          }
          batch.add(range);
        }
      }
    }
    comparison.compare(batch, progress);
  }

  /** The comparable ranges of a record; the others are counted by reason. */
  private List<CommittedRange> comparable(
      long number, Map<TopicPartition, PartitionPosition> latest, ClusterView cluster)
      throws IOException {
    List<CommittedRange> ranges = new ArrayList<>();
    for (PulledRange pulled : committed(number)) {
      TopicTally tally = tally(pulled.range());
      tally.range();
      Optional<Incomparable> why = triage(pulled, latest, cluster);
      if (why.isEmpty()) {
        ranges.add(
            new CommittedRange(pulled.range(), number, pulled.sourceDigest(), pulled.records()));
        continue;
      }
      tally.incomparable(why.get());
      if (why.get() == Incomparable.NO_LEADER && silent.add(pulled.range().partition())) {
        noLeader(number, pulled.range());
      }
    }
    return ranges;
  }

  private List<PulledRange> committed(long number) throws IOException {
    return read(number).stream()
        .flatMap(CommitRecord::commits)
        .flatMap(commits -> commits.pulled().ranges().stream())
        .toList();
  }

  private TopicTally tally(OffsetRange range) {
    return tallies.computeIfAbsent(range.partition().topic(), it -> new TopicTally());
  }

  private static Optional<Incomparable> triage(
      PulledRange pulled, Map<TopicPartition, PartitionPosition> latest, ClusterView cluster) {
    OffsetRange range = pulled.range();
    Optional<Incomparable> refusal = cluster.refusal(range);
    if (refusal.isPresent()) {
      return refusal;
    }
    PartitionPosition position = latest.get(range.partition());
    if (position == null || position.generation() != range.generation()) {
      return Optional.of(Incomparable.EARLIER_GENERATION);
    }
    return cluster.tells(range.partition())
        ? cluster.absence(range)
        : Optional.of(Incomparable.NO_LEADER);
  }

  private void noLeader(long number, OffsetRange range) {
    findings.entry(
        Violation.Kind.UNREADABLE_IN_KAFKA,
        number,
        range,
        "no broker reports what partition "
            + range.partition()
            + " contains, so this range and later ones are not compared; run again when the"
            + " partition has a leader");
  }
}
