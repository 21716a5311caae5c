package io.camus.cli.report;

import io.camus.model.DataFile;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The newest files of dead letters in the commit log, by the offsets that they hold. */
final class LetterFiles {
  /** The maximum number of files in memory. */
  private static final int MOST = 20_000;

  private final Deque<Letters> newest = new ArrayDeque<>();

  private record Letters(
      long commit, TopicPartition partition, long from, long to, String destination) {}

  void add(DataFile file, long commit) {
    file.parts()
        .forEach(
            part ->
                newest.addLast(
                    new Letters(
                        commit,
                        part.range().partition(),
                        part.range().from(),
                        part.range().to(),
                        file.destination())));
    while (newest.size() > MOST) {
      newest.removeFirst();
    }
  }

  /**
   * The file with a record.
   *
   * @param place such as {@code clicks-3@17}
   * @param commits one of these records has committed it
   */
  Optional<String> find(String place, Collection<Long> commits) {
    int at = place.lastIndexOf('@');
    int dash = place.lastIndexOf('-', at);
    if (dash < 0) {
      return Optional.empty();
    }
    try {
      TopicPartition partition =
          new TopicPartition(
              place.substring(0, dash), Integer.parseInt(place.substring(dash + 1, at)));
      long offset = Long.parseLong(place.substring(at + 1));
      return newest.stream()
          .filter(it -> commits.contains(it.commit()) && it.partition().equals(partition))
          .filter(it -> it.from() <= offset && offset < it.to())
          .map(Letters::destination)
          .findFirst();
    } catch (NumberFormatException e) {
      return Optional.empty(); // Not the place of a record.
    }
  }
}
