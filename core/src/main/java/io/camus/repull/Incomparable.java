package io.camus.repull;

/** Why a committed range is not compared with Kafka. */
public enum Incomparable {
  /** The topic is no longer in the cluster, or not readable. */
  TOPIC_GONE("the topic is no longer in the cluster, or not readable"),
  /** The topic was recreated: its id differs. */
  TOPIC_REPLACED("the topic was deleted and recreated; it now has other records"),
  /** Compaction has removed records of the range, but the digest covers all of them. */
  COMPACTED(
      "compaction (cleanup.policy) has removed some records, but the digest covers all of"
          + " them"),
  /** Records of the range are gone, and it is unknown whether the topic is compacted. */
  POLICY_UNKNOWN(
      "fewer records than before, and the brokers do not report whether the topic is"
          + " compacted (cleanup.policy); grant DescribeConfigs on the topic"),
  /** The position was set again later. */
  EARLIER_GENERATION("the position was set again later (an earlier generation)"),
  /** No broker reports the partition's offsets. */
  NO_LEADER("the partition has no leader at the moment"),
  /** Kafka cannot deliver the records. */
  UNREADABLE("Kafka cannot deliver the records"),
  /** The range, or the first part of it, is gone. */
  RETENTION("retention has deleted at least the first records"),
  /** The partition ends before the range does. */
  TRUNCATED(
      "the partition now ends earlier: Kafka has lost records (an unclean leader election, or a disk"
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
