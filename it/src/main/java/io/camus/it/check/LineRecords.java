package io.camus.it.check;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads files of lines, plain or compressed as the name's last part says. */
final class LineRecords {
  private static final int BUFFER = 1 << 16;

  private LineRecords() {}

  /** Delivers every line of a file, without its line feed. */
  static void read(Path file, RecordSink sink) throws IOException {
    Fingerprint.Maker maker = Fingerprint.Maker.ofOneShape();
    byte[] buffer = new byte[BUFFER];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = open(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        int start = 0;
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n') {
            line.write(buffer, start, i - start);
            sink.record(maker.of(line.toByteArray()));
            line.reset();
            start = i + 1;
          }
        }
        line.write(buffer, start, count - start);
      }
    }
    if (line.size() > 0) {
      throw new IOException(file + " is incomplete: it does not end with a line feed");
    }
  }

  /** Number of lines. */
  static long count(Path file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long lines = 0;
    try (InputStream in = open(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n') {
            lines++;
          }
        }
      }
    }
    return lines;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    String name = file.getFileName().toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(raw, BUFFER);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
  }
}
