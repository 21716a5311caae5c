package io.camus.model;

/** Why a record went to a dead letter instead of a data file. */
public enum RejectionCause {
  /**
   * Its schema id is unknown to the registry; budget {@code
   * etl.max.percent.skipped.schemanotfound}.
   */
  SCHEMA_NOT_FOUND,
  /** The decoder cannot read its bytes; budget {@code etl.max.percent.skipped.other}. */
  MALFORMED,
  /**
   * It has no event time, not even Kafka's, or lacks a required field for it; budget {@code
   * etl.max.percent.skipped.other}.
   */
  NO_EVENT_TIME,
  /**
   * Its value is null (a tombstone) and the format cannot represent it; not an error, no budget.
   */
  NULL_VALUE
}
