package io.camus.repull;

import io.camus.model.ExitCode;
import io.camus.verify.Violation;
import java.util.List;
import java.util.Map;

/**
 * What the comparison with Kafka found.
 *
 * @param topics by topic, sorted by name
 * @param violations ranges that differ in Kafka, or cannot be read; limited in number
 * @param found how many violations there are, by kind
 */
public record KafkaReport(
    List<Topic> topics, List<Violation> violations, Map<Violation.Kind, Long> found) {

  /**
   * One topic.
   *
   * @param topic its name
   * @param ranges committed ranges, without empty ones
   * @param compared ranges that were pulled again
   * @param records records that were pulled again for them
   * @param bytes bytes of those records' values
   * @param incomparable the other ranges, by reason
   * @param thinnedRecords records pulled from ranges that compaction has thinned out since
   * @param thinnedLeft how many of these Kafka still has
   */
  public record Topic(
      String topic,
      long ranges,
      long compared,
      long records,
      long bytes,
      Map<Incomparable, Long> incomparable,
      long thinnedRecords,
      long thinnedLeft) {
    public Topic {
      incomparable = Map.copyOf(incomparable);
    }
  }

  public KafkaReport {
    topics = List.copyOf(topics);
    violations = List.copyOf(violations);
    found = Map.copyOf(found);
  }

  /** Number of all violations, including unlisted ones. */
  public long total() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }

  /** 0 on success, 4 if anything is wrong, 3 if something could not be read. */
  public ExitCode exitCode() {
    return Violation.Kind.exitCode(found.keySet());
  }

  /** Ranges of all topics that were pulled again. */
  public long compared() {
    return topics.stream().mapToLong(Topic::compared).sum();
  }

  /** Records of all topics that were pulled again. */
  public long records() {
    return topics.stream().mapToLong(Topic::records).sum();
  }
}
