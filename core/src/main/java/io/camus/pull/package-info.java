/**
 * The second stage: one task attempt reads its ranges to their end and leaves files that only its
 * manifest names. Read {@link io.camus.pull.TaskAttempt} first; {@link io.camus.pull.RangePull} is
 * what happens to each record.
 */
package io.camus.pull;
