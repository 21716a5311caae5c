package io.camus.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Reads the Avro datums of messages in the registry's wire format, one after the other. */
final class DatumReading {
  private static final int WIRE_HEADER = 5;

  private final GenericDatumReader<GenericRecord> reader;
  private BinaryDecoder decoder;
  private GenericRecord datum;

  DatumReading(Schema schema) {
    this.reader = new GenericDatumReader<>(schema);
  }

  /** The {@link RecordHash} of a message's datum. */
  long hash(byte[] message) {
    return RecordHash.of(read(message));
  }

  /** A message's datum, until the next one is read. */
  GenericRecord read(byte[] message) {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(message, WIRE_HEADER, message.length - WIRE_HEADER, decoder);
    try {
      datum = reader.read(datum, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return datum;
  }
}
