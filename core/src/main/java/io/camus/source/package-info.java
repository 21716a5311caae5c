/**
 * Reading from Kafka: {@link io.camus.source.RecordSource} hands over the records of offset ranges,
 * in the order of their offsets, and says where a range cannot be read further. Read it first, then
 * {@link io.camus.source.BatchReader}.
 */
package io.camus.source;
