package io.camus.offsets;

/** What happens to one position of another program. */
public enum ImportVerdict {
  /** It can be set. */
  SET(false),
  /** The partition stands there already. */
  THERE_ALREADY(false),
  /** The partition has another position, which is not replaced unless that is asked for. */
  HAS_POSITION(true),
  /** Retention has deleted the record there. */
  PASSED_BY_RETENTION(true),
  /** It is behind the end of the partition: of another cluster, or of a topic before this one. */
  BEYOND_END(true),
  /** The cluster has no such partition, or it may not be seen. */
  NOT_THERE(false),
  /** The settings leave the topic out. */
  LEFT_OUT(false),
  /** The source has other partitions of the topic, and not this one. */
  NO_OFFSET(false);

  private final boolean refused;

  ImportVerdict(boolean refused) {
    this.refused = refused;
  }

  /** Whether a person has to decide before anything is set. */
  public boolean isRefused() {
    return refused;
  }
}
