package io.camus.format;

import io.camus.spi.FileFormat;
import io.camus.spi.FileFormat.MalformedFileException;
import io.camus.spi.FileFormat.Records;
import io.camus.spi.FileFormat.Source;
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

/** Reads Avro data files with Avro's own reader, which determines where a datum ends. */
public final class AvroFileReader implements FileFormat.Reader {

  @Override
  public Optional<Schema> schema(Source source) throws IOException {
    try (InputStream in = source.open();
        DataFileStream<Object> blocks = new DataFileStream<>(in, new GenericDatumReader<>())) {
      return Optional.of(blocks.getSchema());
    }
  }

  @Override
  public void read(Source source, Records records) throws IOException {
    byte[] sync;
    try (InputStream in = source.open()) {
      sync = sync(in);
    }
    try (TailStream in = new TailStream(source.open(), sync.length);
        DataFileStream<Object> blocks = new DataFileStream<>(in, new GenericDatumReader<>())) {
      Schema schema = blocks.getSchema();
      records.schema(schema);
      BinaryDecoder decoder = null;
      while (blocks.hasNext()) {
        long count = blocks.getBlockCount();
        decoder = block(blocks.nextBlock(), count, schema, decoder, records);
      }
      requireClosed(in, sync);
    }
  }

  /** Reads the header of a file: magic, metadata, and the sync marker. */
  private static byte[] sync(InputStream in) throws IOException {
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    byte[] magic = new byte[DataFileConstants.MAGIC.length];
    decoder.readFixed(magic);
    if (!Arrays.equals(magic, DataFileConstants.MAGIC)) {
      throw new MalformedFileException("it does not start like an Avro data file");
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

  private static BinaryDecoder block(
      ByteBuffer block, long count, Schema schema, BinaryDecoder reused, Records records)
      throws IOException {
    byte[] bytes = block.array();
    int start = block.arrayOffset() + block.position();
    int end = start + block.remaining();
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, start, end - start, reused);
    for (long i = 0; i < count; i++) {
      GenericDatumReader.skip(schema, decoder);
      int next = end - decoder.inputStream().available();
      records.bytes(bytes, start, next - start);
      records.endRecord();
      start = next;
    }
    if (start != end) {
      throw new MalformedFileException(
          String.format(Locale.ROOT, "a block has %d bytes after its last datum", end - start));
    }
    return decoder;
  }

  /** Avro mistakes a truncated block for the end of the file. */
  private static void requireClosed(TailStream in, byte[] sync) throws IOException {
    if (!Arrays.equals(in.readTail(), sync)) {
      throw new MalformedFileException("it is incomplete: it does not end with its sync marker");
    }
  }
}
