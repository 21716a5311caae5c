package io.camus.verify;

import io.camus.decode.BytesDecoder;
import io.camus.digest.ContentDigest;
import io.camus.failure.RootCause;
import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.verify.StoreStream.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads every datum of an Avro data file with Avro's own reader, which determines where a datum
 * ends. Checks records with a Kafka position (raw records and dead letters) against the file's
 * parts.
 */
final class AvroContent {
  private final Schema schema;
  private final Optional<AvroPlaces> places;
  private final ContentDigest digest = new ContentDigest();
  private long records;
  private BinaryDecoder decoder;

  private AvroContent(Schema schema, Optional<AvroPlaces> places) {
    this.schema = schema;
    this.places = places;
  }

  static Counted read(ByteSource source, DataFile file) throws IOException {
    try {
      return readAll(source, file);
    } catch (StoreFailure e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw e instanceof MalformedException known
          ? known
          : new MalformedException("it is not a complete Avro data file: " + RootCause.line(e));
    }
  }

  private static Counted readAll(ByteSource source, DataFile file) throws IOException {
    byte[] sync;
    try (InputStream in = source.open()) {
      sync = sync(in);
    }
    try (TailStream in = new TailStream(source.open(), sync.length);
        DataFileStream<Object> blocks = new DataFileStream<>(in, new GenericDatumReader<>())) {
      Schema schema = blocks.getSchema();
      AvroContent content = new AvroContent(schema, places(schema, file));
      while (blocks.hasNext()) {
        long count = blocks.getBlockCount();
        content.block(blocks.nextBlock(), count);
      }
      requireClosed(in, sync);
      return content.counted();
    }
  }

  /** Reads the header of a file: magic, metadata, and the sync marker. */
  private static byte[] sync(InputStream in) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    byte[] magic = new byte[DataFileConstants.MAGIC.length];
    decoder.readFixed(magic);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new MalformedException("it does not start like an Avro data file");
    }
    for (long left = decoder.readMapStart(); left != 0; left = decoder.mapNext()) {
      for (long i = 0; i < left; i++) {
        decoder.skipString();
        decoder.skipBytes();
      }
    }
    byte[] sync = new byte[DataFileConstants.SYNC_SIZE];
    decoder.readFixed(sync);
    return sync;
  }

  private static Optional<AvroPlaces> places(Schema schema, DataFile file)
      throws MalformedException {
    boolean letters = file.kind() == DataFile.Kind.DEAD_LETTER;
    if (letters && !schema.equals(DeadLetters.SCHEMA)) {
      throw new MalformedException("it has the schema " + schema.getFullName());
    }
    return letters || schema.equals(BytesDecoder.SCHEMA)
        ? Optional.of(new AvroPlaces(schema, file.parts()))
        : Optional.empty();
  }

  private void block(ByteBuffer block, long count) throws IOException {
    byte[] bytes = block.array();
    int start = block.arrayOffset() + block.position();
    int end = start + block.remaining();
    decoder = DecoderFactory.get().binaryDecoder(bytes, start, end - start, decoder);
    for (long i = 0; i < count; i++) {
      GenericDatumReader.skip(schema, decoder);
      int next = end - decoder.inputStream().available();
      digest.add(bytes, start, next - start);
      if (places.isPresent()) {
        places.get().record(bytes, start, next - start);
      }
      start = next;
      records++;
    }
    if (start != end) {
      throw new MalformedException(
          String.format(Locale.ROOT, "a block has %d bytes after its last datum", end - start));
    }
  }

  private Counted counted() {
    return new Counted(records, digest.text(), places.flatMap(AvroPlaces::disorder));
  }

  /** Avro mistakes a truncated block for the end of the file. */
  private static void requireClosed(TailStream in, byte[] sync) throws IOException {
    if (!Arrays.equals(in.readTail(), sync)) {
      throw new MalformedException("it is incomplete: it does not end with its sync marker");
    }
  }
}
