package io.camus.it.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Reads files of {@code io.camus.RawRecord} record by record and encodes each again, since an Avro
 * writer may split an array into blocks arbitrarily.
 */
final class RawRecords {
  private RawRecords() {}

  /** Delivers every record of a file. */
  static void read(Path file, RecordSink sink) throws IOException {
    Fingerprint.Maker maker = Fingerprint.Maker.ofOneShape();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileReader<GenericRecord> reader = AvroRecords.open(file)) {
      GenericDatumWriter<GenericRecord> writer = new GenericDatumWriter<>(reader.getSchema());
      while (reader.hasNext()) {
        out.reset();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        writer.write(reader.next(), encoder);
        sink.record(maker.of(out.toByteArray()));
      }
    }
  }
}
