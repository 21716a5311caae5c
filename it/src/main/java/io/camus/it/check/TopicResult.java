package io.camus.it.check;

import java.util.List;

/**
 * What the comparison of one topic found.
 *
 * @param topic its name
 * @param produced committed records in Kafka
 * @param moved records in data files
 * @param rejected records in dead letters
 * @param findings every difference
 */
public record TopicResult(
    String topic, long produced, long moved, long rejected, List<Finding> findings) {

  public TopicResult {
    findings = List.copyOf(findings);
  }

  /** Number of findings of a kind. */
  public long count(Finding.Kind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).count();
  }
}
