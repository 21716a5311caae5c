package io.camus.verify;

import io.camus.model.ExitCode;
import java.util.List;
import java.util.Map;

/**
 * The result of a verification.
 *
 * @param depth how thoroughly files were checked
 * @param records number of the last commit record, 0 if there is none
 * @param topics totals by topic, sorted by name
 * @param unpublished numbers of unpublished records, which are not violations
 * @param leftovers staged files that no active run is working on, which are not violations
 * @param violations violations, in the order in which they were found; limited in number
 * @param found how many violations there are, by kind
 */
public record VerifyReport(
    Depth depth,
    long records,
    List<Topic> topics,
    List<Long> unpublished,
    Leftovers leftovers,
    List<Violation> violations,
    Map<Violation.Kind, Long> found) {

  /**
   * One topic.
   *
   * @param topic its name
   * @param partitions number of partitions
   * @param ranges committed ranges
   * @param files data files and dead letter files
   * @param records records in data files
   * @param deadLetters records in dead letter files
   * @param bytes length of all files
   * @param violations number of its violations
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

  /**
   * Staged files that are left over.
   *
   * @param listed limited in number
   * @param found how many there are, by kind
   */
  public record Leftovers(List<Leftover> listed, Map<Leftover.Kind, Long> found) {
    /** None. */
    public static final Leftovers NONE = new Leftovers(List.of(), Map.of());

    public Leftovers {
      listed = List.copyOf(listed);
      found = Map.copyOf(found);
    }
  }

  public VerifyReport {
    topics = List.copyOf(topics);
    unpublished = List.copyOf(unpublished);
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
}
