/**
 * Adds to decoded records before they reach a file: records around texts, columns about a record's
 * place in Kafka, event times that a plug-in finds. Each is a {@link
 * io.camus.spi.ConvertingDecoder}.
 */
package io.camus.convert;
