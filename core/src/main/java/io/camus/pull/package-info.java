/**
 * The second stage: a task attempt reads its ranges to their end and writes files that only its
 * manifest lists. Read {@link io.camus.pull.TaskAttempt} first; {@link io.camus.pull.RangePull}
 * processes each record.
 */
package io.camus.pull;
