/**
 * Decoders: from the bytes of a Kafka record to a datum that can be appended to a file. Read {@link
 * io.camus.decode.AvroDecoder} first; the rules for event time and audit fields are {@link
 * io.camus.decode.EventTimeRule} and {@link io.camus.decode.AuditFields}.
 */
package io.camus.decode;
