package io.camus.reading;

import io.camus.commit.LiveFile;
import io.camus.commit.Publication;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.DataFile;
import io.camus.model.StorageException;
import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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

  /** What a file contains; neither if it is gone. */
  private record Head(Optional<Schema> schema, boolean lines) {
    static final Head GONE = new Head(Optional.empty(), false);

    boolean isGone() {
      return schema.isEmpty() && !lines;
    }
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
    List<Head> heads = heads(store, readers, calls, files);
    Map<Schema, WriterSchema> schemas = new LinkedHashMap<>();
    List<LiveFile> lines = new ArrayList<>();
    List<LiveFile> missing = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      LiveFile file = files.get(i);
      Head head = heads.get(i);
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

  private static List<Head> heads(
      Store store,
      Function<String, Optional<FileFormat.Reader>> readers,
      StoreCalls calls,
      List<LiveFile> files) {
    try {
      return calls.map(files, file -> head(store, readers, file.file()), done -> {});
    } catch (IOException e) {
      throw new StorageException("cannot read the schemas of files: " + RootCause.line(e), e);
    }
  }

  /** A file may be published while we look for it in the staging directory. */
  private static Head head(
      Store store, Function<String, Optional<FileFormat.Reader>> readers, DataFile file)
      throws IOException {
    StorePath destination = new StorePath(file.destination());
    FileFormat.Reader reader =
        readers
            .apply(destination.name())
            .orElseThrow(
                () ->
                    new IOException(
                        "no installed format reads "
                            + destination
                            + "; install the plug-in that wrote it"));
    Head head = head(store, reader, destination);
    if (head.isGone()) {
      Optional<StorePath> staged =
          store.look(Publication.receipt(file)).flatMap(Store.Waiting::path);
      head = staged.isPresent() ? head(store, reader, staged.get()) : head;
      return head.isGone() ? head(store, reader, destination) : head;
    }
    return head;
  }

  private static Head head(Store store, FileFormat.Reader reader, StorePath path)
      throws IOException {
    try {
      Optional<Schema> schema = reader.schema(() -> store.open(path));
      return new Head(schema, schema.isEmpty());
    } catch (NoSuchFileException e) {
      return Head.GONE;
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s: %s; camus verify --deep checks the file", path, RootCause.line(e)),
          e);
    }
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
