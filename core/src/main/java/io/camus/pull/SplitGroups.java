package io.camus.pull;

import io.camus.count.LeftOutCounter;
import io.camus.count.TaskCounters;
import io.camus.format.DeadLetters;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.Split;
import io.camus.spi.StorePath;
import io.camus.staging.AttemptFiles;
import io.camus.staging.FileLabels;
import io.camus.staging.GroupFault;
import io.camus.staging.GroupFiles;
import io.camus.staging.Rejections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Decides which ranges of a split share files, and prepares their pulls. A range that follows
 * another range of the plan shares no files: it is committed only after that one was pulled
 * completely, and others must not wait for this.
 */
final class SplitGroups {
  private final FileLabels.Attempt attempt;
  private final AttemptFiles files;
  private final StorePath deadLetters;
  private final ErrorLog errors;
  private final PullLimits limits;
  private final TaskCounters counters;
  private final DeadLetters letters = new DeadLetters();
  private final List<GroupFault> faults = new ArrayList<>();
  private final List<TopicErrors> beyondRepair = new ArrayList<>();
  private final Map<String, TopicErrors> errorsOf = new HashMap<>();

  /**
   * @param deadLetters where dead letters are published
   * @param counters count the records
   */
  SplitGroups(
      FileLabels.Attempt attempt,
      AttemptFiles files,
      StorePath deadLetters,
      ErrorLog errors,
      PullLimits limits,
      TaskCounters counters) {
    this.attempt = attempt;
    this.files = files;
    this.deadLetters = deadLetters;
    this.errors = errors;
    this.limits = limits;
    this.counters = counters;
  }

  /**
   * The groups of a split, each range in one of them.
   *
   * @param topics how to handle a topic; called once per topic
   */
  List<GroupPull> of(Split split, Function<String, TopicPull> topics) {
    Map<String, TopicPull> byName = new HashMap<>();
    Map<String, List<Integer>> joined = new LinkedHashMap<>();
    List<GroupPull> groups = new ArrayList<>();
    for (int i = 0; i < split.ranges().size(); i++) {
      PlannedRange planned = split.ranges().get(i);
      String name = planned.range().partition().topic();
      TopicPull topic = byName.computeIfAbsent(name, it -> topic(it, topics));
      if (topic.filesPer().joins(planned) && planned.begin() == Begin.AT_POSITION) {
        joined.computeIfAbsent(name, it -> new ArrayList<>()).add(i);
      } else {
        groups.add(group(split, List.of(i), topic));
      }
    }
    joined.forEach((name, indexes) -> groups.add(group(split, indexes, byName.get(name))));
    return groups;
  }

  /** A topic that cannot be set up ends at its first record, as if decoding had failed. */
  private static TopicPull topic(String name, Function<String, TopicPull> topics) {
    try {
      return topics.apply(name);
    } catch (RuntimeException | Error e) {
      return TopicPull.impossible(e);
    }
  }

  private static List<OffsetRange> ranges(Split split, List<Integer> indexes) {
    return indexes.stream().map(i -> split.ranges().get(i).range()).toList();
  }

  /** Faults of the groups; grows during the pull. */
  List<GroupFault> faults() {
    return faults;
  }

  /** Topics whose error budget can no longer be met; grows during the pull. */
  List<TopicErrors> beyondRepair() {
    return beyondRepair;
  }

  private TopicErrors errorsOf(Split split, String name, TopicPull topic) {
    return errorsOf.computeIfAbsent(
        name, it -> new TopicErrors(it, topic.budget(), split.offsetsOf(it), beyondRepair));
  }

  private GroupPull group(Split split, List<Integer> indexes, TopicPull topic) {
    List<OffsetRange> planned = ranges(split, indexes);
    FileLabels labels =
        planned.size() == 1
            ? new FileLabels.OfRange(planned.get(0), attempt)
            : new FileLabels.OfTopic(planned, attempt);
    GroupFault fault = new GroupFault(faults);
    GroupFiles shared =
        new GroupFiles(
            topic.destination(),
            files,
            labels,
            counters.of(planned.get(0).partition().topic()),
            fault,
            planned,
            split.ranges().get(indexes.get(0)).lateBefore());
    LeftOutCounter leftOut = counters.leftOut();
    List<RangePull> ranges = new ArrayList<>();
    for (OffsetRange range : planned) {
      Rejections rejections =
          new Rejections(
              files, letters, new FileLabels.OfRange(range, attempt), deadLetters, fault);
      ranges.add(
          new RangePull(
              range,
              topic,
              shared,
              ranges.size(),
              rejections,
              leftOut,
              errors,
              errorsOf(split, range.partition().topic(), topic),
              limits));
    }
    return new GroupPull(
        planned.get(0).partition().topic(), shared, leftOut, fault, ranges, List.copyOf(indexes));
  }
}
