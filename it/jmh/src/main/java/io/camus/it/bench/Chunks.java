package io.camus.it.bench;

import io.camus.spi.Decoded.Datum;
import io.camus.spi.DatumType;
import io.camus.spi.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Messages that were put together to chunks of 64 KiB, each appended as one record to a file that
 * goes nowhere: what that takes is compression, and next to nothing else.
 */
final class Chunks {
  static final int KIBIBYTES = 64;

  /**
   * 6.4 MB are more than Zstandard looks back at, so that none is found again in the next round.
   */
  static final int COUNT = 100;

  private static final int BYTES = KIBIBYTES << 10;

  private final List<Datum> chunks = new ArrayList<>();
  private final FileFormat.Writer file;

  /**
   * @param messageBytes of a message, at least
   * @param headBytes at the start of each message, which are left out
   */
  Chunks(
      FileFormat format, Optional<Schema> schema, Payload payload, int messageBytes, int headBytes)
      throws IOException {
    DatumType type = new DatumType(schema, Map.of());
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    for (byte[] message : Events.of(payload, COUNT * BYTES / messageBytes)) {
      together.write(message, headBytes, message.length - headBytes);
    }
    byte[] all = together.toByteArray();
    for (int i = 0; i < COUNT; i++) {
      Datum chunk = new Datum();
      chunk.type = type;
      chunk.bytes = all;
      chunk.offset = i * BYTES;
      chunk.length = BYTES;
      chunks.add(chunk);
    }
    file = format.create(OutputStream.nullOutputStream(), type.schema(), Map.of());
  }

  void append() throws IOException {
    for (Datum chunk : chunks) {
      file.append(chunk);
    }
  }

  void close() throws IOException {
    file.close();
  }
}
