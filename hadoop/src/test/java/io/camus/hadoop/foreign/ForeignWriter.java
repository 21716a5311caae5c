package io.camus.hadoop.foreign;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.SequenceFile.Writer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.DefaultCodec;

/**
 * Writes sequence files as other programs do. Their classes are not here, so that their names are
 * put into the head of the file afterwards.
 */
final class ForeignWriter {
  private ForeignWriter() {}

  /** Bytes that are written as they are. */
  interface Layout {
    void write(DataOutput out) throws IOException;
  }

  /** An object of another program's class. */
  static final class Foreign implements Writable {
    private final Layout layout;

    Foreign(Layout layout) {
      this.layout = layout;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      layout.write(out);
    }

    @Override
    public void readFields(DataInput in) {
      throw new UnsupportedOperationException();
    }
  }

  /** Keys without values, as the original Camus writes them. */
  static void keys(Path file, String keyClass, List<Layout> keys) throws IOException {
    try (Writer writer = writer(file, Foreign.class, Foreign.class, CompressionType.NONE)) {
      for (Layout key : keys) {
        writer.append(new Foreign(key), new Foreign(out -> {}));
      }
    }
    rename(file, keyClass, "org.apache.hadoop.io.NullWritable");
  }

  /** Values by a text, in compressed blocks, as Gobblin writes them. */
  static void values(Path file, String valueClass, Map<String, Layout> values) throws IOException {
    try (Writer writer = writer(file, Text.class, Foreign.class, CompressionType.BLOCK)) {
      for (Map.Entry<String, Layout> value : values.entrySet()) {
        writer.append(new Text(value.getKey()), new Foreign(value.getValue()));
      }
    }
    rename(file, "org.apache.hadoop.io.Text", valueClass);
  }

  private static Writer writer(Path file, Class<?> key, Class<?> value, CompressionType type)
      throws IOException {
    Files.createDirectories(file.getParent());
    return SequenceFile.createWriter(
        new Configuration(),
        Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
        Writer.keyClass(key),
        Writer.valueClass(value),
        Writer.compression(type, new DefaultCodec()));
  }

  private static void rename(Path file, String keyClass, String valueClass) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file));
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(in.readNBytes(4)); // SEQ and the version
      Text.readString(in);
      Text.readString(in);
      Text.writeString(out, keyClass);
      Text.writeString(out, valueClass);
      in.transferTo(out);
    }
    Files.write(file, bytes.toByteArray());
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
