package io.camus.config;

import io.camus.model.PlannedRange;

/** Which records share a data file. */
public enum FileScope {
  /** The small ranges of a topic that one task pulls; a large range has its own files. */
  AUTO,
  /** One range of one partition. */
  PARTITION,
  /** All ranges of a topic that one task pulls. */
  TOPIC;

  /** Bytes in Kafka from which a range counts as large. */
  static final long LARGE_BYTES = 16L << 20;

  /** Whether a range may share files with others. */
  public boolean joins(PlannedRange range) {
    return switch (this) {
      case AUTO -> range.estimatedBytes() < LARGE_BYTES;
      case PARTITION -> false;
      case TOPIC -> true;
    };
  }
}
