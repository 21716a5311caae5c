package com.example;

import io.camus.config.CamusConfig;
import io.camus.config.TopicConfig;
import io.camus.plugin.FileFormatProvider;
import io.camus.plugin.Form;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Files of any data: each record is its length in four bytes, then its bytes.
 *
 * <pre>
 * frames    8 bytes: "frames01"
 * schema    length and text in UTF-8; length 0 if there is none
 * records   length and bytes, repeated
 * end       -1 in four bytes, then the number of records in eight
 * </pre>
 *
 * The end tells a complete file from a truncated one.
 */
public class Frames implements FileFormatProvider {
  private static final String EXTENSION = ".frames";
  private static final byte[] MAGIC = "frames01".getBytes(StandardCharsets.US_ASCII);
  private static final int END = -1;
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public Form takes(Form form) {
    return form;
  }

  @Override
  public FileFormat format(TopicConfig topic) {
    return new FramesFormat();
  }

  @Override
  public Optional<FileFormat.Reader> reader(String name, CamusConfig config) {
    return name.endsWith(EXTENSION) ? Optional.of(new FramesReader()) : Optional.empty();
  }

  private static final class FramesFormat implements FileFormat {
    @Override
    public String extension() {
      return EXTENSION;
    }

    @Override
    public long openBytes() {
      return BUFFER_BYTES;
    }

    @Override
    public Writer create(OutputStream out, Optional<Schema> schema, Map<String, String> metadata)
        throws IOException {
      byte[] text = schema.map(Schema::toString).orElse("").getBytes(StandardCharsets.UTF_8);
      DataOutputStream frames =
          new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
      frames.write(MAGIC);
      frames.writeInt(text.length);
      frames.write(text);
      return new FramesWriter(frames);
    }
  }

  private static final class FramesWriter implements FileFormat.Writer {
    private final DataOutputStream out;
    private long records;

    FramesWriter(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public void append(Datum datum) throws IOException {
      out.writeInt(datum.length);
      out.write(datum.bytes, datum.offset, datum.length);
      records++;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      try (out) {
        out.writeInt(END);
        out.writeLong(records);
      }
    }
  }

  private static final class FramesReader implements FileFormat.Reader {
    @Override
    public Optional<Schema> schema(FileFormat.Source source) throws IOException {
      try (DataInputStream in = open(source)) {
        return head(in);
      }
    }

    @Override
    public void read(FileFormat.Source source, FileFormat.Records records) throws IOException {
      try (DataInputStream in = open(source)) {
        Optional<Schema> schema = head(in);
        if (schema.isPresent()) {
          records.schema(schema.get());
        }
        long count = 0;
        for (int length = in.readInt(); length != END; length = in.readInt()) {
          byte[] bytes = bytes(in, length);
          records.bytes(bytes, 0, length);
          records.endRecord();
          count++;
        }
        if (in.readLong() != count || in.read() >= 0) {
          throw new FileFormat.MalformedFileException("it does not end with its number of records");
        }
      }
    }

    private static DataInputStream open(FileFormat.Source source) throws IOException {
      return new DataInputStream(new BufferedInputStream(source.open(), BUFFER_BYTES));
    }

    private static Optional<Schema> head(DataInputStream in) throws IOException {
      if (!new String(bytes(in, MAGIC.length), StandardCharsets.US_ASCII)
          .equals(new String(MAGIC, StandardCharsets.US_ASCII))) {
        throw new FileFormat.MalformedFileException("it does not start with frames01");
      }
      String text = new String(bytes(in, in.readInt()), StandardCharsets.UTF_8);
      return text.isEmpty() ? Optional.empty() : Optional.of(new Schema.Parser().parse(text));
    }

    /** A wrong length allocates no more than the file has. */
    private static byte[] bytes(DataInputStream in, int length) throws IOException {
      byte[] bytes = length < 0 ? new byte[0] : in.readNBytes(length);
      if (bytes.length != length) {
        throw new FileFormat.MalformedFileException("a record is incomplete");
      }
      return bytes;
    }
  }
}
