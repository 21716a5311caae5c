package io.camus.format;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;

/**
 * An open Avro data file for encoded data.
 *
 * <p>Source: Avro's specification, "Object Container Files".
 */
final class AvroFileWriter implements FileFormat.Writer {
  private static final String RESERVED = "avro.";

  private final GuardedOutput out;
  private final AvroCodec codec;
  private final int blockBytes;
  private final byte[] sync = marker();
  private final BlockFrame block;
  private long data;

  /**
   * Writes the file's header; closes the stream if that fails.
   *
   * @param blockBytes size of a block before compression
   */
  AvroFileWriter(
      OutputStream out,
      Schema schema,
      Map<String, String> metadata,
      AvroCodec codec,
      int blockBytes)
      throws IOException {
    this.out = new GuardedOutput(out);
    this.codec = codec;
    this.blockBytes = blockBytes;
    this.block = new BlockFrame(usualBytes(blockBytes));
    try {
      RecordBuffer head = head(schema, metadata);
      this.out.write(head.array(), 0, head.length());
    } catch (IOException | RuntimeException | Error e) {
      this.out.close();
      throw e;
    }
  }

  /** The approximate size of a block's buffer: a block and one datum. */
  static int usualBytes(int blockBytes) {
    return blockBytes + blockBytes / 4;
  }

  private RecordBuffer head(Schema schema, Map<String, String> metadata) {
    Map<String, String> facts = new TreeMap<>(metadata);
    for (String key : metadata.keySet()) {
      if (key.startsWith(RESERVED)) {
        throw new IllegalArgumentException("Avro reserves the key " + key);
      }
    }
    facts.put(DataFileConstants.SCHEMA, schema.toString());
    facts.put(DataFileConstants.CODEC, codec.name());
    RecordBuffer head = new RecordBuffer();
    head.writeRaw(DataFileConstants.MAGIC);
    head.writeLong(facts.size());
    facts.forEach(
        (key, value) -> {
          head.writeString(key);
          head.writeString(value);
        });
    head.writeLong(0);
    head.writeRaw(sync);
    return head;
  }

  /** Sixteen unique bytes. */
  private static byte[] marker() {
    UUID id = UUID.randomUUID();
    return ByteBuffer.allocate(BlockFrame.SYNC_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public void append(Datum datum) throws IOException {
    out.requireIntact();
    block.append(datum.bytes, datum.offset, datum.length);
    data++;
    if (block.length() >= blockBytes) {
      writeBlock();
    }
  }

  private void writeBlock() throws IOException {
    codec.write(block, data, sync, out);
    block.clear();
    data = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (data > 0) {
        writeBlock();
      }
    }
  }
}
