package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.camus.model.RootCause;
import io.camus.model.SchemaUnavailableException;
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
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * A directory of schemas: {@code 17.avsc} for all topics, {@code clicks/17.avsc} for one, which
 * wins. Files with other names are none of ours. Each directory is listed once and each file read
 * once, when it is first asked for.
 */
public final class DirectorySchemas implements SchemaRegistry {
  private static final String ENDING = ".avsc";

  private final Store store;
  private final StorePath root;
  private final Map<StorePath, SortedMap<Integer, StorePath>> files = new HashMap<>();
  private final Map<StorePath, Schema> schemas = new HashMap<>();

  public DirectorySchemas(Store store, StorePath root) {
    this.store = requireNonNull(store);
    this.root = requireNonNull(root);
  }

  @Override
  public synchronized Optional<Schema> schema(String topic, int id) {
    StorePath own = files(root.child(topic)).get(id);
    StorePath file = own == null ? files(root).get(id) : own;
    return Optional.ofNullable(file).map(this::read);
  }

  @Override
  public String whyMissing(String topic, int id) {
    return String.format(
        Locale.ROOT,
        "schema id %d: neither %s nor %s exists",
        id,
        root.child(topic).child(id + ENDING),
        root.child(id + ENDING));
  }

  /** The least id of an equal schema, the topic's own first. */
  @Override
  public synchronized Optional<Integer> register(String topic, Schema schema) {
    Optional<Integer> own = find(root.child(topic), schema);
    return own.isPresent() ? own : find(root, schema);
  }

  private Optional<Integer> find(StorePath directory, Schema schema) {
    return files(directory).entrySet().stream()
        .filter(file -> read(file.getValue()).equals(schema))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private SortedMap<Integer, StorePath> files(StorePath directory) {
    SortedMap<Integer, StorePath> known = files.get(directory);
    if (known != null) {
      return known;
    }
    SortedMap<Integer, StorePath> found = new TreeMap<>();
    try {
      for (Store.Entry entry : store.list(directory)) {
        OptionalInt id = id(entry);
        if (id.isPresent()) {
          found.put(id.getAsInt(), entry.path());
        }
      }
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
    files.put(directory, found);
    return found;
  }

  private Schema read(StorePath file) {
    Schema known = schemas.get(file);
    if (known != null) {
      return known;
    }
    try (InputStream in = store.open(file)) {
      Schema schema = AvroText.parse(new String(in.readAllBytes(), UTF_8));
      schemas.put(file, schema);
      return schema;
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (AvroRuntimeException e) {
      throw new SchemaUnavailableException(
          String.format(
              Locale.ROOT, "%s is not an Avro schema: mend the file (%s)", file, e.getMessage()),
          e);
    }
  }

  /** The id in a name such as {@code 17.avsc}; {@code 017.avsc} is another name. */
  private static OptionalInt id(Store.Entry entry) {
    String name = entry.path().name();
    if (entry.directory() || !name.endsWith(ENDING)) {
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
            "%s cannot be read for schemas: %s; check that it exists and is readable",
            path,
            RootCause.line(e)),
        e);
  }
}
