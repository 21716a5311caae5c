package io.camus.model;

/** Why a record went to a dead letter instead of a data file. */
public enum RejectionCause {
  /**
   * Its schema id is unknown to the registry; budget {@code
   * etl.max.percent.skipped.schemanotfound}.
   */
  SCHEMA_NOT_FOUND,
  /** Its bytes are not what the decoder expects; budget {@code etl.max.percent.skipped.other}. */
  MALFORMED,
  /**
   * It has no event time, not even Kafka's, or not the one in a field that is required; budget
   * {@code etl.max.percent.skipped.other}.
   */
  NO_EVENT_TIME,
  /**
   * Its value is null (a tombstone) and the format cannot hold that; not an error, has no budget.
   */
  NULL_VALUE
}
