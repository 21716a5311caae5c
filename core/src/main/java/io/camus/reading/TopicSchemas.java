package io.camus.reading;

import io.camus.commit.LiveFile;
import io.camus.commit.Publication;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.DataFile;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;

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
  private static final String AVRO = ".avro";

  public TopicSchemas {
    schemas = List.copyOf(schemas);
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
  }

  /**
   * Reads the header of each file.
   *
   * @param files data files of the topic, in the order in which they were committed
   * @throws ConfigurationException if no file has a schema
   * @throws StorageException if a file cannot be read
   */
  public static TopicSchemas read(
      Store store, StoreCalls calls, String topic, List<LiveFile> files) {
    List<LiveFile> avro = files.stream().filter(TopicSchemas::isAvro).toList();
    List<LiveFile> lines = files.stream().filter(file -> !isAvro(file)).toList();
    List<Optional<Schema>> heads = heads(store, calls, avro);
    Map<Schema, WriterSchema> schemas = new LinkedHashMap<>();
    List<LiveFile> missing = new ArrayList<>();
    for (int i = 0; i < avro.size(); i++) {
      LiveFile file = avro.get(i);
      heads
          .get(i)
          .ifPresentOrElse(
              schema ->
                  schemas.compute(
                      schema,
                      (same, known) ->
                          known == null
                              ? new WriterSchema(schema, 1, file)
                              : known.with(schema, file)),
              () -> missing.add(file));
    }
    if (schemas.isEmpty()) {
      throw new ConfigurationException(whyNone(topic, lines, missing));
    }
    return new TopicSchemas(
        topic, schemas.values().stream().sorted(WriterSchema.BY_AGE).toList(), lines, missing);
  }

  private static boolean isAvro(LiveFile file) {
    return file.file().destination().endsWith(AVRO);
  }

  private static List<Optional<Schema>> heads(Store store, StoreCalls calls, List<LiveFile> files) {
    try {
      return calls.map(files, file -> head(store, file.file()), done -> {});
    } catch (IOException e) {
      throw new StorageException("cannot read the schemas of files: " + RootCause.line(e), e);
    }
  }

  /** A file may be published while we look for it in the staging directory. */
  private static Optional<Schema> head(Store store, DataFile file) throws IOException {
    StorePath destination = new StorePath(file.destination());
    Optional<Schema> schema = head(store, destination);
    if (schema.isEmpty()) {
      Optional<StorePath> staged =
          store.look(Publication.receipt(file)).flatMap(Store.Waiting::path);
      schema = staged.isPresent() ? head(store, staged.get()) : Optional.empty();
      return schema.isPresent() ? schema : head(store, destination);
    }
    return schema;
  }

  /** The schema of a file; empty if there is no such file. */
  private static Optional<Schema> head(Store store, StorePath path) throws IOException {
    try (InputStream in = store.open(path);
        DataFileStream<Object> file = new DataFileStream<>(in, new GenericDatumReader<>())) {
      return Optional.of(file.getSchema());
    } catch (NoSuchFileException e) {
      return Optional.empty();
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
          "no Avro file of %s still exists where it was published, such as %s; schemas are read"
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
