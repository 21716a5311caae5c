package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.commit.LogState;
import io.camus.complete.ClosingSpan;
import io.camus.complete.Completeness;
import io.camus.complete.CompletionRule;
import io.camus.complete.HeldOpen;
import io.camus.complete.TierBalance;
import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.model.PlugInException;
import io.camus.model.TrackedTopic;
import io.camus.setup.Plan;
import io.camus.setup.Plan.TopicEnds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Closes the buckets that are complete (docs/protocol.md, "Complete buckets"), with a commit record
 * of its own.
 *
 * @param rules a topic's settings; empty if its buckets are not tracked
 * @param balance compares what tiers counted
 */
record CompletionStage(
    CommitLog log, Function<String, Optional<Completeness>> rules, TierBalance balance) {
  private static final int TRIES = 10;

  /**
   * What was closed.
   *
   * @param record the new record of the log; empty if there was nothing to close
   * @param heldOpen topics with buckets that were not closed because tiers do not balance
   */
  record Closed(Optional<CommitRecord> record, Map<String, HeldOpen> heldOpen) {}

  /**
   * Entries that begin or end the tracking of a plan's topics, and observe the ends of those of
   * which the plan sets positions; for the end of the record of the plan.
   */
  List<LogEntry> tracking(LogState state, Plan plan) {
    List<LogEntry> entries = new ArrayList<>();
    Set<String> reset = new HashSet<>();
    plan.newPositions().forEach(position -> reset.add(position.partition().topic()));
    for (TopicEnds ends : plan.ends()) {
      String topic = ends.seen().topic();
      Optional<Completeness> wanted = rules.apply(topic);
      boolean tracked = state.trackers().of(topic).isPresent();
      if (wanted.isPresent() && !tracked) {
        entries.add(new LogEntry.Tracks(new TrackedTopic(topic, from(ends, wanted.get()))));
      } else if (tracked && wanted.isEmpty()) {
        entries.add(new LogEntry.Untracks(topic));
      } else if (tracked && reset.contains(topic)) {
        entries.add(new LogEntry.Observes(ends.seen(), state.number()));
      }
    }
    return entries;
  }

  /** Buckets that begin earlier are not proven: no run looks for counts that old. */
  private static Optional<Instant> from(TopicEnds ends, Completeness rules) {
    Instant at = ends.seen().at();
    if (!ends.whole()) {
      return Optional.of(at);
    }
    return rules.tiers().isEmpty() ? Optional.empty() : Optional.of(at.minus(ClosingSpan.LONGEST));
  }

  /** The plan with separate directories for late records, of the topics that want them. */
  Plan separating(LogState state, Plan plan) {
    return plan.with(
        range ->
            state
                .trackers()
                .of(range.range().partition().topic())
                .flatMap(TrackedTopic::until)
                .filter(until -> separates(range.range().partition().topic()))
                .map(range::separatingBefore)
                .orElse(range));
  }

  /** The tracked topics that the settings still track; the log may learn of that later. */
  List<TrackedTopic> tracked(LogState state) {
    return state.trackers().topics().values().stream().filter(it -> isWanted(it.topic())).toList();
  }

  private boolean isWanted(String topic) {
    try {
      return rules.apply(topic).isPresent();
    } catch (IllegalArgumentException | PlugInException e) {
      return true; // The plan leaves the topic out and says why.
    }
  }

  private boolean separates(String topic) {
    return rules.apply(topic).filter(Completeness::separate).isPresent();
  }

  /**
   * Appends a record if there is anything to close.
   *
   * @param after the last record that was known before the plan was made
   * @throws io.camus.model.StorageException if it could not be appended; the next run will
   * @throws io.camus.model.CommitUnknownException if it is unknown whether it was appended
   */
  Closed complete(Plan plan, long after) {
    for (int tries = 0; tries < TRIES; tries++) {
      log.refresh();
      LogState state = log.state();
      List<ClosingSpan> spans = new ArrayList<>();
      entries(
          state,
          plan,
          after,
          span -> {
            spans.add(span);
            return Optional.empty();
          });
      Map<String, HeldOpen> held =
          spans.isEmpty() ? Map.of() : balance.judge(spans, state.number());
      List<LogEntry> entries =
          entries(state, plan, after, span -> Optional.ofNullable(held.get(span.topic())));
      if (entries.isEmpty()) {
        return new Closed(Optional.empty(), held);
      }
      Optional<CommitRecord> record = log.appendAfter(state.number(), entries);
      if (record.isPresent()) {
        return new Closed(record, held);
      }
    }
    throw log.cannotAppend(TRIES);
  }

  private List<LogEntry> entries(
      LogState state, Plan plan, long after, Function<ClosingSpan, Optional<HeldOpen>> why) {
    List<LogEntry> entries = new ArrayList<>();
    for (TopicEnds ends : plan.ends()) {
      String topic = ends.seen().topic();
      Optional<TrackedTopic> tracked = state.trackers().of(topic);
      Optional<Completeness> rule = tracked.isPresent() ? rules.apply(topic) : Optional.empty();
      rule.ifPresent(
          it ->
              entries.addAll(
                  new CompletionRule(it, state.positions(), why)
                      .entries(tracked.orElseThrow(), ends.seen(), after)));
    }
    return entries;
  }
}
