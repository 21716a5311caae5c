package io.camus.it.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads Avro data files with Avro's own reader: block by block, each datum's bytes found by Avro's
 * own decoder.
 */
final class AvroRecords {
  private static final int SYNC_SIZE = 16;

  private AvroRecords() {}

  /** Delivers every record of a file. */
  static void read(Path file, RecordSink sink) throws IOException {
    try (DataFileReader<GenericRecord> reader = open(file)) {
      Schema schema = reader.getSchema();
      Fingerprint.Maker maker = Fingerprint.Maker.of(schema);
      while (reader.hasNext()) {
        long count = reader.getBlockCount();
        ByteBuffer block = reader.nextBlock();
        byte[] bytes = new byte[block.remaining()];
        block.duplicate().get(bytes);
        Cursor cursor = new Cursor(bytes);
        BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(cursor, null);
        for (long i = 0; i < count; i++) {
          int start = cursor.position();
          GenericDatumReader.skip(schema, decoder);
          sink.record(maker.of(bytes, start, cursor.position() - start));
        }
        if (cursor.available() > 0) {
          throw new IOException(file + ": bytes left over in a block");
        }
      }
    }
  }

  /** Number of records, by the counts that the blocks carry. */
  static long count(Path file) throws IOException {
    long records = 0;
    try (DataFileReader<GenericRecord> reader = open(file)) {
      while (reader.hasNext()) {
        records += reader.getBlockCount();
        reader.nextBlock();
      }
    }
    return records;
  }

  /**
   * Opens a file that ends with its own sync marker: Avro's reader mistakes a truncated block for
   * the end of the file, so an incomplete file would look like a shorter one.
   */
  static DataFileReader<GenericRecord> open(Path file) throws IOException {
    DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>());
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer inHeader = sixteenBytes(channel, reader.previousSync() - SYNC_SIZE);
      if (!inHeader.equals(sixteenBytes(channel, channel.size() - SYNC_SIZE))) {
        reader.close();
        throw new IOException(file + " is incomplete: it does not end with its sync marker");
      }
    }
    return reader;
  }

  private static ByteBuffer sixteenBytes(FileChannel channel, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SYNC_SIZE);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
      // Reads until the marker.
    }
    return bytes.flip();
  }
}
