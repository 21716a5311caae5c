package io.camus.wire;

import io.camus.model.KnownSchemas;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The file format of the schemas that a run uses: one JSON line per topic.
 *
 * <pre>
 * {"topic":"clicks","newest":"{\"type\":\"record\", ...}","committed":["{\"type\":\"record\", ...}"]}
 * </pre>
 */
public final class KnownSchemasFile {
  private static final Codec<KnownSchemas> LINE = line();

  private KnownSchemasFile() {}

  private static Codec<KnownSchemas> line() {
    var object = ObjectCodec.<KnownSchemas>tolerant();
    var topic = object.required("topic", Codecs.TEXT, KnownSchemas::topic);
    var newest = object.optional("newest", Codecs.TEXT, KnownSchemas::newest);
    var committed = object.required("committed", Codecs.list(Codecs.TEXT), KnownSchemas::committed);
    var columns = object.optional("columns", Codecs.TEXT, KnownSchemas::columns);
    return object.of(
        fields ->
            new KnownSchemas(
                fields.get(topic), fields.get(newest), fields.get(committed), fields.get(columns)));
  }

  /**
   * Writes a file.
   *
   * @param target stays open
   */
  public static void write(OutputStream target, Collection<KnownSchemas> topics)
      throws IOException {
    OutputStream out = new BufferedOutputStream(target, 1 << 16);
    for (KnownSchemas topic : topics) {
      out.write(LINE.toBytes(topic));
      out.write('\n');
    }
    out.flush();
  }

  /**
   * Reads a file.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if a line is not one of this format
   */
  public static List<KnownSchemas> read(InputStream source, String path) throws IOException {
    List<KnownSchemas> topics = new ArrayList<>();
    try (LineReader lines = new LineReader(source)) {
      while (!lines.isAtEnd()) {
        topics.add(LINE.fromBytes(lines.next()));
      }
    } catch (InvalidValueException e) {
      throw new UnreadableFileException(
          String.format(
              Locale.ROOT,
              "%s cannot be read: line %d: %s",
              path,
              topics.size() + 1,
              e.getMessage()));
    }
    return topics;
  }
}
