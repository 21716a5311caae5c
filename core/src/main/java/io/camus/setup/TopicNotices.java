package io.camus.setup;

import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Notices per topic rather than per partition. */
final class TopicNotices {
  private TopicNotices() {}

  /** Partitions without a leader. */
  static Optional<Problem> leaderless(String topic, List<Integer> partitions) {
    if (partitions.isEmpty()) {
      return Optional.empty();
    }
    String message =
        String.format(
            Locale.ROOT,
            "no broker reports the offsets of %s %s; the next run will retry, check that their"
                + " brokers run",
            plural(partitions),
            joined(partitions));
    return Optional.of(new Problem(Severity.OUTSIDE, topic, message));
  }

  /**
   * Positions of an older topic with the same name, and partitions that the topic no longer has.
   */
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
                  "the topic was deleted and recreated (now with id %s); records of the old one"
                      + " from these positions on can no longer be pulled: %s",
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
                  "the topic no longer has %s %s, but the commit log has positions for them",
                  plural(vanished),
                  joined(vanished))));
    }
    return problems;
  }

  /** A topic that is no longer in the cluster. */
  static Problem gone(String topic, SortedMap<Integer, PartitionPosition> positions) {
    return notice(
        topic,
        String.format(
            Locale.ROOT,
            "the topic was pulled before, but is no longer in the cluster; its last positions are"
                + " %s",
            ends(positions)));
  }

  /** A topic that we may no longer see. */
  static Problem hidden(String topic, SortedMap<Integer, PartitionPosition> positions) {
    String message =
        String.format(
            Locale.ROOT,
            "the topic was pulled before, but the client's user can no longer see it, so it is not"
                + " pulled: grant the user ACL operations Describe and Read, or blacklist the"
                + " topic; its last positions are %s",
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
