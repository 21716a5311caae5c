package io.camus.setup;

import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** What is told once a topic, not once a partition. */
final class TopicNotices {
  private TopicNotices() {}

  /** Partitions that nobody leads now. */
  static Optional<Problem> leaderless(String topic, List<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Optional.empty();
    }
    String message =
        String.format(
            Locale.ROOT,
            "no broker tells the offsets of %s %s; left for the next run, see whether their brokers run",
            plural(partitions),
            joined(partitions));
    return Optional.of(new Problem(Severity.OUTSIDE, topic, message));
  }

  /** Positions of an older topic of the same name, and partitions that the topic has no more. */
  static List<Problem> remains(ObservedTopic observed, List<Integer> restarted) {
    List<Problem> problems = new ArrayList<>();
    if (!restarted.isEmpty()) {
      List<String> ends =
          restarted.stream()
              .map(number -> number + "@" + observed.positions().get(number).next())
              .toList();
      problems.add(
          notice(
              observed.topic().name(),
              String.format(
                  Locale.ROOT,
                  "the topic was deleted and made again (now with id %s); what the old one held from"
                      + " these positions on cannot be pulled any more: %s",
                  observed.topic().id(),
                  String.join(", ", ends))));
    }
    List<Integer> vanished =
        observed.positions().keySet().stream()
            .filter(number -> !observed.topic().partitions().contains(number))
            .toList();
    if (!vanished.isEmpty()) {
      problems.add(
          notice(
              observed.topic().name(),
              String.format(
                  Locale.ROOT,
                  "the topic has no %s %s any more, but the commit log has positions of them",
                  plural(vanished),
                  joined(vanished))));
    }
    return problems;
  }

  /** A topic that the cluster does not have any more. */
  static Problem gone(String topic, SortedMap<Integer, PartitionPosition> positions) {
    return notice(
        topic,
        String.format(
            Locale.ROOT,
            "the topic was pulled before, but is not in the cluster any more; its last positions are %s",
            ends(positions)));
  }

  /** A topic that we may not see any more. */
  static Problem hidden(String topic, SortedMap<Integer, PartitionPosition> positions) {
    String message =
        String.format(
            Locale.ROOT,
            "the topic was pulled before, but the client's user may not see it any more, so that"
                + " nothing of it is pulled: give the user the right to (ACL operations Describe and"
                + " Read), or black-list the topic; its last positions are %s",
            ends(positions));
    return new Problem(Severity.OUTSIDE, topic, message);
  }

  private static String ends(SortedMap<Integer, PartitionPosition> positions) {
    List<String> ends = new ArrayList<>();
    positions.forEach((number, position) -> ends.add(number + "@" + position.next()));
    return String.join(", ", ends);
  }

  private static Problem notice(String topic, String message) {
    return new Problem(Severity.NOTICE, topic, message);
  }

  private static String plural(List<Integer> partitions) {
    return partitions.size() == 1 ? "partition" : "partitions";
  }

  private static String joined(List<Integer> partitions) {
    return String.join(", ", partitions.stream().map(String::valueOf).toList());
  }
}
