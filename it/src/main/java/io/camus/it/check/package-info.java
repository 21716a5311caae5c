/**
 * Proves independently that everything in Kafka is in the files, exactly once and unchanged. It
 * uses Kafka's consumer and Avro's reader, but no class of the pipeline. Read {@link
 * io.camus.it.check.Comparison} first.
 */
package io.camus.it.check;
