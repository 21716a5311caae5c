package io.camus.verify;

import io.camus.model.ExitCode;
import java.util.List;
import java.util.Map;

/**
 * What a verification found, for people and programs.
 *
 * @param depth how much was looked at
 * @param records number of the last commit record, 0 if there is none
 * @param topics what the log says, by topic, sorted by name
 * @param unpublished numbers of records that still wait for their publishing, which is no violation
 * @param violations what is wrong, in the order in which it was found, at most so many as were
 *     wanted
 * @param found how many violations there are, by kind
 */
public record VerifyReport(
    Depth depth,
    long records,
    List<Topic> topics,
    List<Long> unpublished,
    List<Violation> violations,
    Map<Violation.Kind, Long> found) {

  /**
   * One topic.
   *
   * @param topic its name
   * @param partitions partitions that the log knows
   * @param ranges committed ranges
   * @param files data files and dead letter files
   * @param records records in data files
   * @param deadLetters records in dead letter files
   * @param bytes length of all files
   * @param violations how many concern it
   */
  public record Topic(
      String topic,
      int partitions,
      long ranges,
      long files,
      long records,
      long deadLetters,
      long bytes,
      long violations) {}

  public VerifyReport {
    topics = List.copyOf(topics);
    unpublished = List.copyOf(unpublished);
    violations = List.copyOf(violations);
    found = Map.copyOf(found);
  }

  /** All violations, also those that are not listed. */
  public long total() {
    return found.values().stream().mapToLong(Long::longValue).sum();
  }

  /** 0 if all is well, 4 if anything is wrong, 3 if nothing is, but not all could be read. */
  public ExitCode exitCode() {
    return Violation.Kind.exitCode(found.keySet());
  }
}
