package io.camus.orc;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.avro.Schema;
import org.apache.orc.CompressionKind;

/** Files of tests, in memory. */
final class OrcFiles {
  static final OrcFileFormat FORMAT =
      new OrcFileFormat(
          new OrcLayout(1 << 20, CompressionKind.SNAPPY, 3, OrcTypes.Timestamps.TIMESTAMP));

  private OrcFiles() {}

  static Schema schema(String text) {
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }

  static Datum datum(byte[] bytes) {
    Datum datum = new Datum();
    // Somewhere in a larger buffer, as in a batch of Kafka's records.
    datum.bytes = new byte[bytes.length + 5];
    datum.offset = 3;
    datum.length = bytes.length;
    System.arraycopy(bytes, 0, datum.bytes, 3, bytes.length);
    datum.crc32c = checksum(bytes);
    return datum;
  }

  static byte[] bytes(Datum datum) {
    return Arrays.copyOfRange(datum.bytes, datum.offset, datum.offset + datum.length);
  }

  static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  /** A file of data. */
  static byte[] write(FileFormat format, Schema schema, List<byte[]> data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FileFormat.Writer writer = format.create(out, Optional.of(schema), Map.of("a", "b"))) {
      for (byte[] bytes : data) {
        Datum datum = datum(bytes);
        writer.append(datum);
        // Kafka's buffer is used again.
        Arrays.fill(datum.bytes, (byte) 0x55);
      }
    }
    return out.toByteArray();
  }

  /** What a file holds. */
  static final class Found implements FileFormat.Records {
    final List<byte[]> records = new ArrayList<>();
    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    Optional<Schema> schema = Optional.empty();

    @Override
    public void schema(Schema known) {
      schema = Optional.of(known);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
      current.write(bytes, offset, length);
    }

    @Override
    public void endRecord() {
      records.add(current.toByteArray());
      current.reset();
    }
  }

  static Found read(byte[] file) throws IOException {
    Found found = new Found();
    new OrcRecordReader().read(() -> new ByteArrayInputStream(file), found);
    return found;
  }
}
