package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.camus.failure.RootCause;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A directory of schemas: {@code 17.avsc} for all topics, {@code clicks/17.avsc} for one, which
 * takes precedence. Files with other names are ignored. Each directory is listed once and each file
 * read once, on first use. A file that is not an Avro schema counts as missing; {@link #whyMissing}
 * names it.
 */
public final class DirectorySchemas implements SchemaRegistry {
  private static final String ENDING = ".avsc";

  private final Store store;
  private final StorePath root;
  private final Map<StorePath, SortedMap<Integer, StorePath>> files = new HashMap<>();
  private final Map<StorePath, Content> contents = new HashMap<>();

  /**
   * The content of a file.
   *
   * @param schema empty if it is not an Avro schema
   * @param fault why it is not; empty if it is
   */
  private record Content(Optional<Schema> schema, String fault) {}

  public DirectorySchemas(Store store, StorePath root) {
    this.store = requireNonNull(store);
    this.root = requireNonNull(root);
  }

  @Override
  public synchronized Optional<Schema> schema(String topic, int id) {
    return file(topic, id).flatMap(file -> content(file).schema());
  }

  /** Fingerprints are those of the files. */
  @Override
  public synchronized Optional<Schema> schema(String topic, SchemaId id) {
    return switch (id.kind()) {
      case ID -> schema(topic, id.number());
      case FINGERPRINT ->
          Stream.of(root.child(topic), root)
              .flatMap(directory -> files(directory).values().stream())
              .map(file -> content(file).schema())
              .flatMap(Optional::stream)
              .filter(schema -> fingerprint(schema).equals(id.text()))
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static String fingerprint(Schema schema) {
    return String.format(Locale.ROOT, "%016x", SchemaNormalization.parsingFingerprint64(schema));
  }

  private Optional<StorePath> file(String topic, int id) {
    StorePath own = files(root.child(topic)).get(id);
    return Optional.ofNullable(own == null ? files(root).get(id) : own);
  }

  @Override
  public synchronized String whyMissing(String topic, int id) {
    return file(topic, id)
        .map(
            file ->
                String.format(
                    Locale.ROOT,
                    "schema id %d cannot be used: %s is not an Avro schema, correct the file: %s",
                    id,
                    file,
                    content(file).fault()))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "schema id %d: neither %s nor %s exists",
                    id,
                    root.child(topic).child(id + ENDING),
                    root.child(id + ENDING)));
  }

  /** The smallest id of an equal schema, the topic's own first. */
  @Override
  public synchronized Optional<Integer> register(String topic, Schema schema) {
    Optional<Integer> own = find(root.child(topic), schema);
    return own.isPresent() ? own : find(root, schema);
  }

  private Optional<Integer> find(StorePath directory, Schema schema) {
    return files(directory).entrySet().stream()
        .filter(file -> content(file.getValue()).schema().equals(Optional.of(schema)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private SortedMap<Integer, StorePath> files(StorePath directory) {
    return files.computeIfAbsent(directory, this::list);
  }

  private SortedMap<Integer, StorePath> list(StorePath directory) {
    SortedMap<Integer, StorePath> found = new TreeMap<>();
    try {
      for (String name : store.names(directory)) {
        OptionalInt id = id(name);
        if (id.isPresent()) {
          found.put(id.getAsInt(), directory.child(name));
        }
      }
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    return found;
  }

  private Content content(StorePath file) {
    return contents.computeIfAbsent(file, this::read);
  }

  private Content read(StorePath file) {
    try (InputStream in = store.open(file)) {
      String text = new String(in.readAllBytes(), UTF_8);
      // Some editors write a byte order mark, which is not part of the text.
      String schema = text.startsWith("\ufeff") ? text.substring(1) : text;
      return new Content(Optional.of(AvroText.parse(schema)), "");
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (UnusableSchemaException e) {
      return new Content(Optional.empty(), e.getMessage());
    }
  }

  /** The id in a name such as {@code 17.avsc}; {@code 017.avsc} does not count. */
  private static OptionalInt id(String name) {
    if (!name.endsWith(ENDING)) {
      return OptionalInt.empty();
    }
    String number = name.substring(0, name.length() - ENDING.length());
    try {
      int id = Integer.parseInt(number);
      return Integer.toString(id).equals(number) ? OptionalInt.of(id) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static SchemaUnavailableException unreadable(StorePath path, IOException e) {
    return new SchemaUnavailableException(
        String.format(
            Locale.ROOT,
            "cannot read the schema directory %s: %s; check that it exists and is readable",
            path,
            RootCause.line(e)),
        e);
  }
}
