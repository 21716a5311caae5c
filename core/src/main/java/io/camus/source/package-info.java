/**
 * Reading from Kafka: {@link io.camus.source.RecordSource} delivers the records of offset ranges,
 * in offset order, and reports where a range cannot be read further. Read it first, then {@link
 * io.camus.source.BatchReader}.
 */
package io.camus.source;
