/**
 * Hadoop's sequence files as a format: read {@link io.camus.hadoop.sequence.SequenceProvider}
 * first.
 */
package io.camus.hadoop.sequence;
