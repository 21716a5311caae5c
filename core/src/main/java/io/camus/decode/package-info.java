/**
 * Bytes of a Kafka record to a datum that a file can take as it is. {@link
 * io.camus.decode.AvroDecoder} is the one to read first; the rules that find the event time and the
 * audit fields are {@link io.camus.decode.EventTimeRule} and {@link io.camus.decode.AuditFields}.
 */
package io.camus.decode;
