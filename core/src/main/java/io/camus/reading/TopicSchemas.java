package io.camus.reading;

import io.camus.commit.LiveFile;
import io.camus.commit.StoreCalls;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * The schemas of a topic's data files, read from the header of each file.
 *
 * @param topic the topic
 * @param schemas the oldest one first, at least one
 * @param lines files of lines, which have no schema
 * @param missing files that are neither published nor staged, because they were moved or deleted
 */
public record TopicSchemas(
    String topic, List<WriterSchema> schemas, List<LiveFile> lines, List<LiveFile> missing) {
  public TopicSchemas {
    schemas = List.copyOf(schemas);
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
  }

  /**
   * Reads the header of each file.
   *
   * @param readers the reader of a file, by its name
   * @param files data files of the topic, in the order in which they were committed
   * @throws ConfigurationException if no file has a schema
   * @throws StorageException if a file cannot be read
   */
  public static TopicSchemas read(
      Store store,
      Function<String, Optional<FileFormat.Reader>> readers,
      StoreCalls calls,
      String topic,
      List<LiveFile> files) {
    List<FileHead> heads =
        FileHead.all(
            store, readers, calls, files.stream().map(LiveFile::file).toList(), done -> {});
    Map<Schema, WriterSchema> schemas = new LinkedHashMap<>();
    List<LiveFile> lines = new ArrayList<>();
    List<LiveFile> missing = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LiveFile file = files.get(i);
      FileHead head = heads.get(i);
      if (head.isGone()) {
        missing.add(file);
      } else if (head.lines()) {
        lines.add(file);
      } else {
        Schema schema = head.schema().orElseThrow();
        schemas.compute(
            schema,
            (same, known) ->
                known == null ? new WriterSchema(schema, 1, file) : known.with(schema, file));
      }
    }
    if (schemas.isEmpty()) {
      throw new ConfigurationException(whyNone(topic, lines, missing));
    }
    return new TopicSchemas(
        topic, schemas.values().stream().sorted(WriterSchema.BY_AGE).toList(), lines, missing);
  }

  private static String whyNone(String topic, List<LiveFile> lines, List<LiveFile> missing) {
    if (!missing.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "no file of %s with a schema still exists where it was published, such as %s; schemas are read"
              + " from the files",
          topic,
          missing.get(0).file().destination());
    }
    return lines.isEmpty()
        ? String.format(
            Locale.ROOT,
            "no data file of %s is committed yet; schemas are read from the files",
            topic)
        : String.format(
            Locale.ROOT,
            "the files of %s contain lines, which have no schema: %s",
            topic,
            lines.get(0).file().destination());
  }

  /** The newest schema. */
  public WriterSchema newest() {
    return schemas.get(schemas.size() - 1);
  }

  /** Number of files read. */
  public long files() {
    return schemas.stream().mapToLong(WriterSchema::files).sum();
  }
}
