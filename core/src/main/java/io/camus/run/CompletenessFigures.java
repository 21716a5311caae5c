package io.camus.run;

import io.camus.complete.HeldOpen;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.Quantity;
import io.camus.model.TrackedTopic;
import io.camus.report.TopicCompleteness;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums up which buckets a run closed. */
final class CompletenessFigures {
  private final Map<String, TopicCompleteness> topics = new TreeMap<>();
  private final Map<String, List<String>> unproven = new TreeMap<>();

  /** Buckets of a topic were closed. */
  void add(Completion completion) {
    long completed = 0;
    long late = 0;
    List<String> open = new ArrayList<>();
    for (Bucket bucket : completion.buckets()) {
      if (bucket.verdict() == Verdict.COMPLETE) {
        completed++;
      } else if (bucket.verdict() == Verdict.LATE) {
        late += bucket.sums().records();
      } else if (bucket.verdict() == Verdict.UNPROVEN) {
        open.add(bucket.sums().directory());
      }
    }
    String topic = completion.topic();
    topics.put(
        topic,
        new TopicCompleteness(
            topic,
            Optional.of(completion.until()),
            completed,
            open.size(),
            late,
            Optional.empty()));
    if (!open.isEmpty()) {
      unproven.put(topic, open);
    }
  }

  /** What is known of all tracked topics. */
  void until(Collection<TrackedTopic> tracked) {
    tracked.forEach(
        it ->
            topics.putIfAbsent(
                it.topic(),
                new TopicCompleteness(it.topic(), it.until(), 0, 0, 0, Optional.empty())));
  }

  /** Notes that buckets stay open because tiers do not balance. */
  void heldOpen(Map<String, HeldOpen> held) {
    held.forEach(
        (topic, why) -> topics.computeIfPresent(topic, (name, it) -> it.heldOpen(why.reason())));
  }

  /** By topic. */
  List<TopicCompleteness> topics() {
    return List.copyOf(topics.values());
  }

  /** Problems to report about closed buckets. */
  List<Problem> notices() {
    List<Problem> notices = new ArrayList<>();
    unproven.forEach(
        (topic, directories) ->
            notices.add(
                new Problem(
                    Severity.WARNING,
                    topic,
                    Quantity.of(directories.size(), "bucket")
                        + " got no marker, because records may be missing: a position was set, or"
                        + " the topic was not tracked from its first record; the first is "
                        + directories.get(0))));
    topics
        .values()
        .forEach(
            topic -> {
              topic
                  .heldOpen()
                  .ifPresent(
                      why ->
                          notices.add(
                              new Problem(
                                  Severity.WARNING,
                                  topic.topic(),
                                  "its next bucket is not complete yet: " + why)));
              if (topic.late() > 0) {
                notices.add(
                    new Problem(
                        Severity.NOTICE,
                        topic.topic(),
                        Quantity.of(topic.late(), "record")
                            + " arrived late, for buckets that were closed before"));
              }
            });
    return notices;
  }
}
