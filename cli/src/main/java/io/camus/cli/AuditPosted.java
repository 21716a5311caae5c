package io.camus.cli;

/**
 * What {@code camus audit post} has posted.
 *
 * @param records number of commit records with counts
 * @param events number of events
 */
record AuditPosted(long records, long events) {}
