package io.camus.verify;

import io.camus.commit.LogState;
import io.camus.commit.Trackers;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.verify.Violation.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks I1: whether each partition's ranges tile per generation from its first position, and each
 * run's entries are between its opening and closing. Continues after a fault. After a lost record,
 * only what no lost entry can explain is a violation; a gap always is.
 */
final class Tiling {
  private final Findings findings;
  private final Map<TopicPartition, PartitionPosition> positions = new HashMap<>();
  private final Set<RunId> open = new HashSet<>();
  private final Trackers trackers = new Trackers();
  private boolean whole = true;

  Tiling(Findings findings) {
    this.findings = findings;
  }

  /** A record could not be read: its entries may explain what follows. */
  void lost() {
    whole = false;
  }

  /** The runs that are open after the last checked record. */
  Set<RunId> openRuns() {
    return Set.copyOf(open);
  }

  /** Whether another state is the same; always true after a lost record. */
  boolean agreesWith(LogState state) {
    return !whole
        || (state.positions().equals(positions)
            && state.openRuns().keySet().equals(open)
            && state.trackers().topics().equals(trackers.topics()));
  }

  /** Checks a record's entries, one after the other. */
  LogEntry.Visitor of(long record) {
    return new Entries(record);
  }

  private final class Entries implements LogEntry.Visitor {
    private final long record;

    Entries(long record) {
      this.record = record;
    }

    @Override
    public void opens(LogEntry.Opens opens) {
      if (!open.add(opens.run())) {
        wrongRun(record, "opens run " + opens.run() + ", which was already open");
      }
    }

    @Override
    public void closes(LogEntry.Closes closes) {
      if (!open.remove(closes.run()) && whole) {
        wrongRun(record, "closes run " + closes.run() + ", which was not open");
      }
    }

    @Override
    public void commits(LogEntry.Commits commits) {
      for (PulledRange range : commits.pulled().ranges()) {
        commit(record, commits.run(), range);
      }
      trackers.commits(commits.pulled());
    }

    @Override
    public void sets(LogEntry.Sets sets) {
      set(record, sets.position());
    }

    @Override
    public void completeness(LogEntry.Completeness entry) {
      if (!trackers.apply(record, entry, positions) && whole) {
        findings.add(
            new Violation(
                Kind.WRONG_COMPLETION,
                Optional.of(entry.topic()),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(record),
                String.format(
                    Locale.ROOT,
                    "record %d closes buckets of %s, but not all ends were reached, or the sums"
                        + " differ from the files",
                    record,
                    entry.topic())));
      }
    }
  }

  private void wrongRun(long record, String meaning) {
    findings.add(
        new Violation(
            Kind.WRONG_RUN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(record),
            "record " + record + " " + meaning));
  }

  private void set(long record, NewPosition set) {
    PartitionPosition position = set.position();
    PartitionPosition known = positions.put(set.partition(), position);
    trackers.sets(record, set, known);
    if (known != null && position.generation() <= known.generation()) {
      findings.entry(
          Kind.WRONG_GENERATION,
          record,
          new OffsetRange(
              set.partition(),
              position.topicId(),
              position.generation(),
              position.next(),
              position.next()),
          String.format(
              Locale.ROOT,
              "record %d sets a position of generation %d, after generation %d",
              record,
              position.generation(),
              known.generation()));
    }
  }

  private void commit(long record, RunId run, PulledRange pulled) {
    OffsetRange range = pulled.range();
    if (!open.contains(run) && whole) {
      findings.entry(
          Kind.WRONG_RUN,
          record,
          range,
          "record " + record + " commits this for run " + run + ", which was not open");
    }
    PartitionPosition known = positions.put(range.partition(), pulled.position());
    if (known == null) {
      if (whole) {
        wrongGeneration(record, range, "no record sets the partition's first position");
      }
    } else if (known.generation() != range.generation()
        || !known.topicId().equals(range.topicId())) {
      if (whole || range.generation() <= known.generation()) {
        wrongGeneration(
            record,
            range,
            "the position was in generation "
                + known.generation()
                + " of topic id "
                + known.topicId());
      }
    } else {
      compare(record, range, known.next());
    }
  }

  private void wrongGeneration(long record, OffsetRange range, String why) {
    findings.entry(
        Kind.WRONG_GENERATION,
        record,
        range,
        "record " + record + " commits this range, but " + why);
  }

  private void compare(long record, OffsetRange range, long next) {
    if (range.from() > next) {
      OffsetRange gap = between(range, next, range.from());
      findings.entry(
          Kind.GAP,
          record,
          gap,
          String.format(
              Locale.ROOT,
              "no record has these %,d offsets; record %d continues after them%s",
              gap.length(),
              record,
              whole ? "" : "; a lost record may have them"));
    } else if (range.from() < next) {
      findings.entry(
          Kind.OVERLAP,
          record,
          between(range, range.from(), Math.min(next, range.to())),
          "record " + record + " commits these offsets, and so does an earlier one");
    }
  }

  private static OffsetRange between(OffsetRange like, long from, long to) {
    return new OffsetRange(like.partition(), like.topicId(), like.generation(), from, to);
  }
}
