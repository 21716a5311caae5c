package io.camus.repull;

/** Why a committed range is not compared with Kafka. */
public enum Incomparable {
  /** The topic is not in the cluster any more, or may not be read. */
  TOPIC_GONE("the topic is not in the cluster any more, or may not be read"),
  /** The topic has another id than the one that was pulled. */
  TOPIC_REPLACED("the topic was deleted and made again; what it holds now is something else"),
  /** Compaction has taken records of the range, and a digest is of all of them. */
  COMPACTED(
      "compaction (cleanup.policy) has taken some of its records, and its digest is of all of them"),
  /** Records of the range are gone, and it is not known whether the topic is compacted. */
  POLICY_UNKNOWN(
      "it has fewer records than before, and the brokers do not tell whether the topic is compacted"
          + " (cleanup.policy); allow DescribeConfigs of the topic"),
  /** The position was set anew since. */
  EARLIER_GENERATION("the position was set anew since (an earlier generation)"),
  /** Nobody tells what the partition holds. */
  NO_LEADER("no broker leads its partition at the moment"),
  /** Kafka fails on it. */
  UNREADABLE("Kafka does not hand it out"),
  /** The range, or the first part of it, is gone. */
  RETENTION("Kafka's retention has taken it, or the first part of it"),
  /** The partition ends before the range does. */
  TRUNCATED(
      "the partition ends before it: Kafka has lost records (an unclean leader election, or a disk"
          + " restored from a copy)");

  private final String meaning;

  Incomparable(String meaning) {
    this.meaning = meaning;
  }

  /** For people. */
  public String meaning() {
    return meaning;
  }
}
