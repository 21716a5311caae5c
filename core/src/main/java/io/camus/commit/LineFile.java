package io.camus.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A small file of JSON lines that knows whether it is whole.
 *
 * <pre>
 * {"camus":"commit-record","version":2, ...}        the header
 * {"closes":{"run":"2026-11-22-14-05-59-3f09ac"}}    any number of lines
 * {"lines":1,"crc32c":"a1b2c3d4"}                    the trailer: checksum of all before it
 * </pre>
 */
final class LineFile {
  static final int VERSION = 2;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final ObjectWriter LINES =
      Json.mapper().writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private LineFile() {}

  /** The last line. */
  private record Trailer(long lines, String crc32c) {}

  /** The first line's fixed part; the rest belongs to the kind of file. */
  private record Header<H>(
      @JsonProperty("camus") String kind, int version, @JsonProperty("header") H header) {}

  /** Content of a file. */
  record Content<H, L>(H header, List<L> lines) {}

  static <H, L> void write(OutputStream target, String kind, H header, Iterable<? extends L> lines)
      throws IOException {
    CRC32C checksum = new CRC32C();
    try (OutputStream out =
        new BufferedOutputStream(new CheckedOutputStream(target, checksum), BUFFER_BYTES)) {
      writeLine(out, new Header<>(kind, VERSION, header));
      long count = 0;
      for (L line : lines) {
        writeLine(out, line);
        count++;
      }
      out.flush();
      writeLine(out, new Trailer(count, hex(checksum)));
    }
  }

  /**
   * Reads a whole file. Each line is taken apart as it comes, so that the text is never held.
   *
   * @throws TornFileException if it is not whole, or not of this kind
   */
  static <H, L> Content<H, L> read(
      InputStream source, String kind, Class<H> headerType, Class<L> lineType, String path)
      throws IOException {
    CRC32C checksum = new CRC32C();
    List<L> lines = new ArrayList<>();
    JsonProcessingException unreadable = null;
    byte[] header;
    byte[] last;
    long count = 0;
    try (LineReader in = new LineReader(source)) {
      header = in.next();
      checksum.update(header);
      last = in.next();
      while (!in.isAtEnd()) {
        checksum.update(last);
        count++;
        if (unreadable == null) {
          try {
            lines.add(Json.mapper().readValue(last, lineType));
          } catch (JsonProcessingException e) {
            unreadable = e; // The checksum tells whether it was meant to be there.
          }
        }
        last = in.next();
      }
    }
    if (last.length == 0) {
      throw new TornFileException(path + " is cut short: it has no trailer");
    }
    try {
      Trailer trailer = Json.mapper().readValue(last, Trailer.class);
      if (trailer.lines() != count || !trailer.crc32c().equals(hex(checksum))) {
        throw new TornFileException(path + " does not match its checksum");
      }
      H read = header(header, kind, headerType, path);
      if (unreadable != null) {
        throw unreadable;
      }
      return new Content<>(read, lines);
    } catch (JsonProcessingException e) {
      throw new TornFileException(path + " cannot be read: " + e.getOriginalMessage());
    }
  }

  private static <H> H header(byte[] line, String kind, Class<H> headerType, String path)
      throws IOException {
    var type = Json.mapper().getTypeFactory().constructParametricType(Header.class, headerType);
    Header<H> header = Json.mapper().readValue(line, type);
    if (!header.kind().equals(kind) || header.version() != VERSION) {
      throw new TornFileException(
          String.format(
              Locale.ROOT,
              "%s is a %s of version %d; this version of Camus reads %s of version %d",
              path,
              header.kind(),
              header.version(),
              kind,
              VERSION));
    }
    return header.header();
  }

  /** A line may be long: that of a group has all its files. Its text is never held. */
  private static void writeLine(OutputStream out, Object value) throws IOException {
    LINES.writeValue(out, value);
    out.write('\n');
  }

  private static String hex(CRC32C checksum) {
    return String.format(Locale.ROOT, "%08x", checksum.getValue());
  }

  /** A file that is not whole. */
  static final class TornFileException extends IOException {
    private static final long serialVersionUID = 1;

    TornFileException(String message) {
      super(message);
    }
  }
}
