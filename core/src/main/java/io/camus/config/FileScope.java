package io.camus.config;

/** Whose records share a data file. */
public enum FileScope {
  /** Those of one topic-partition. */
  PARTITION,
  /** Those of all partitions of a topic that one task pulls. */
  TOPIC
}
