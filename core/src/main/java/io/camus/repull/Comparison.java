package io.camus.repull;

import io.camus.commit.LogReader;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.Unfinished;
import io.camus.repull.RangeCursor.Difference;
import io.camus.source.RecordSource;
import io.camus.verify.Findings;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Pulls batches again and compares them. A difference counts only if Kafka still had all of the
 * range after the pull, and the topic was the same.
 */
final class Comparison {
  private static final int FILES_NAMED = 5;

  private final LogReader log;
  private final ClusterView cluster;
  private final Function<List<OffsetRange>, RecordSource> sources;
  private final RepullSettings settings;
  private final LongSupplier nanoTime;
  private final Findings findings;
  private final Function<OffsetRange, TopicTally> tallies;
  private long rangesBefore;
  private long recordsBefore;

  Comparison(
      LogReader log,
      ClusterView cluster,
      Function<List<OffsetRange>, RecordSource> sources,
      RepullSettings settings,
      LongSupplier nanoTime,
      Findings findings,
      Function<OffsetRange, TopicTally> tallies) {
    this.log = log;
    this.cluster = cluster;
    this.sources = sources;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.findings = findings;
    this.tallies = tallies;
  }

  void compare(Batch batch, RepullProgress progress) throws IOException, InterruptedException {
    Batch again = new Batch(settings.ranges());
    for (List<RangeCursor> group : batch.groups(settings.partitions())) {
      List<OffsetRange> spans = group.stream().map(RangeCursor::span).toList();
      long[] done = {0, 0};
      try (RecordSource source = sources.apply(spans)) {
        new Repull(group, source, settings.stall(), nanoTime)
            .run(
                (ranges, records) -> {
                  done[0] = ranges;
                  done[1] = records;
                  progress.pulled(rangesBefore + ranges, recordsBefore + records);
                });
        for (int i = 0; i < group.size(); i++) {
          judge(group.get(i), source.isTopicReplaced(i), again);
        }
      }
      rangesBefore += done[0];
      recordsBefore += done[1];
    }
    if (!again.isEmpty()) {
      compare(again, progress);
    }
  }

  private void judge(RangeCursor cursor, boolean topicReplaced, Batch again) throws IOException {
    TopicTally tally = tallies.apply(cursor.span());
    if (topicReplaced) {
      cursor.ranges().forEach(range -> tally.incomparable(Incomparable.TOPIC_REPLACED));
      return;
    }
    cursor.addSame(tally);
    if (!cursor.differences().isEmpty() || !cursor.unread().isEmpty()) {
      cluster.refresh(List.of(cursor.span().partition()));
    }
    for (Difference difference : cursor.differences()) {
      Optional<Incomparable> absence = cluster.absence(difference.range().range());
      Optional<Incomparable> thinning = thinning(difference);
      if (absence.isPresent()) {
        tally.incomparable(absence.get());
      } else if (thinning.isPresent()) {
        tally.thinned(thinning.get(), difference.range().records(), difference.records());
      } else {
        tally.compared(1, difference.records(), 0);
        different(difference);
      }
    }
    if (!cursor.unread().isEmpty()) {
      unread(cursor, tally, again);
    }
  }

  /**
   * Why a range may have fewer records than were pulled. Compaction only removes records: the same
   * number must be the same records, and more are impossible.
   */
  private Optional<Incomparable> thinning(Difference difference) {
    return difference.records() < difference.range().records()
        ? cluster.thinning(difference.range().range().partition().topic())
        : Optional.empty();
  }

  private void different(Difference difference) throws IOException {
    CommittedRange committed = difference.range();
    findings.entry(
        Kind.OTHER_IN_KAFKA,
        committed.record(),
        committed.range(),
        String.format(
            Locale.ROOT,
            "Kafka has %,d records here with digest %s, but %,d with digest %s were pulled for"
                + " record %d, to %s",
            difference.records(),
            difference.digest(),
            committed.records(),
            committed.digest(),
            committed.record(),
            named(committed)));
  }

  private String named(CommittedRange committed) throws IOException {
    List<String> paths =
        log.read(committed.record())
            .commits()
            .map(LogEntry.Commits::pulled)
            .filter(
                pulled ->
                    pulled.ranges().stream()
                        .anyMatch(range -> range.range().equals(committed.range())))
            .flatMap(pulled -> pulled.files().stream())
            .filter(file -> holds(file, committed.range().partition()))
            .map(DataFile::destination)
            .toList();
    String first = paths.stream().limit(FILES_NAMED).collect(Collectors.joining(", "));
    if (paths.isEmpty()) {
      return "none";
    }
    return paths.size() <= FILES_NAMED
        ? first
        : String.format(Locale.ROOT, "%s and %d more", first, paths.size() - FILES_NAMED);
  }

  private static boolean holds(DataFile file, TopicPartition partition) {
    return file.parts().stream().anyMatch(part -> part.range().partition().equals(partition));
  }

  /**
   * Handles what could not be read: the topic is gone, retention has deleted it, or another reason.
   * The part after what retention deleted is pulled again.
   */
  private void unread(RangeCursor cursor, TopicTally tally, Batch again) {
    Unfinished why = cursor.broken().orElseThrow();
    List<CommittedRange> held = new ArrayList<>();
    for (CommittedRange committed : cursor.unread()) {
      Optional<Incomparable> absence =
          why.reason() == Unfinished.Reason.TOPIC_GONE
              ? Optional.of(Incomparable.TOPIC_GONE)
              : cluster.absence(committed.range());
      absence.ifPresentOrElse(tally::incomparable, () -> held.add(committed));
    }
    if (held.size() < cursor.unread().size()) {
      held.forEach(again::add);
      return;
    }
    held.forEach(committed -> tally.incomparable(Incomparable.UNREADABLE));
    findings.entry(
        Kind.UNREADABLE_IN_KAFKA,
        held.get(0).record(),
        held.get(0).range(),
        "Kafka cannot deliver this range or what follows it: " + why.message());
  }
}
