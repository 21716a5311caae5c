package io.camus.verify;

import io.camus.decode.BytesDecoder;
import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.verify.StoreStream.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/**
 * Reads an Avro data file with Avro's own reader, every datum of it. Records that carry their place
 * in Kafka, which are raw records and dead letters, are held against the file's range.
 */
final class AvroContent {
  private static final Schema RAW_PLACE =
      SchemaBuilder.record("RawRecord")
          .namespace("io.camus")
          .fields()
          .requiredInt("partition")
          .requiredLong("offset")
          .endRecord();
  private static final Schema LETTER_PLACE =
      SchemaBuilder.record("DeadLetter")
          .namespace("io.camus")
          .fields()
          .requiredString("topic")
          .requiredInt("partition")
          .requiredLong("offset")
          .endRecord();

  private AvroContent() {}

  static Counted read(ByteSource source, DataFile file) throws IOException {
    try {
      return readAll(source, file);
    } catch (StoreFailure e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw e instanceof MalformedException known
          ? known
          : new MalformedException("it is no whole Avro data file: " + e);
    }
  }

  private static Counted readAll(ByteSource source, DataFile file) throws IOException {
    byte[] sync;
    try (InputStream in = source.open()) {
      sync = AvroHead.sync(in);
    }
    Schema schema;
    try (TailStream in = new TailStream(source.open(), sync.length);
        DataFileStream<Object> records = new DataFileStream<>(in, new Skipping())) {
      schema = records.getSchema();
      boolean letters = file.kind() == DataFile.Kind.DEAD_LETTER;
      if (letters && !schema.equals(DeadLetters.SCHEMA)) {
        throw new MalformedException("it has the schema " + schema.getFullName());
      }
      if (!letters && !schema.equals(BytesDecoder.SCHEMA)) {
        long count = 0;
        for (; records.hasNext(); records.next()) {
          count++;
        }
        requireClosed(in, sync);
        return new Counted(count, Optional.empty());
      }
    }
    return readPlaces(source, file, schema, sync);
  }

  private static Counted readPlaces(ByteSource source, DataFile file, Schema schema, byte[] sync)
      throws IOException {
    Schema place = file.kind() == DataFile.Kind.DEAD_LETTER ? LETTER_PLACE : RAW_PLACE;
    PlaceCheck places = new PlaceCheck(file.range());
    try (TailStream in = new TailStream(source.open(), sync.length);
        DataFileStream<GenericRecord> records =
            new DataFileStream<>(in, new GenericDatumReader<>(schema, place))) {
      GenericRecord record = null;
      while (records.hasNext()) {
        record = records.next(record);
        if (record.hasField("topic")) {
          places.topic(record.get("topic").toString());
        }
        places.record((Integer) record.get("partition"), (Long) record.get("offset"));
      }
      requireClosed(in, sync);
    }
    return new Counted(places.records(), places.disorder());
  }

  /** Avro takes a block that is cut short for the end of the file. */
  private static void requireClosed(TailStream in, byte[] sync) throws IOException {
    if (!Arrays.equals(in.readTail(), sync)) {
      throw new MalformedException("it is torn: it does not end with its sync marker");
    }
  }

  /** Walks a datum without making an object of it. */
  private static final class Skipping implements DatumReader<Object> {
    private Schema schema;

    @Override
    public void setSchema(Schema written) {
      schema = written;
    }

    @Override
    public Object read(Object reuse, Decoder in) throws IOException {
      GenericDatumReader.skip(schema, in);
      return schema;
    }
  }
}
