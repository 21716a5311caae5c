package io.camus.schema;

import static java.util.Objects.requireNonNull;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.ForwardingRegistry;
import io.camus.spi.RegisteredText;
import io.camus.spi.SchemaId;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.time.Clock;
import java.util.Optional;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches a registry's schemas in files, for later processes: an id never changes its meaning.
 * Missing ids are not cached. The id of a registered schema is cached too, but used only if the
 * registry does not answer.
 *
 * <pre>
 * DIRECTORY/17.schema           if an id means the same for all topics
 * DIRECTORY/clicks/17.schema    if not
 * DIRECTORY/clicks/9d1f...id    by SHA-256 of the schema
 * DIRECTORY/17.text             a schema of any type, with its references; or in clicks/
 * </pre>
 */
public final class KeptSchemas extends ForwardingRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(KeptSchemas.class);
  private static final String ENDING = ".schema";
  private static final int NAME_LENGTH = 16;

  private final StorePath directory;
  private final SealedTexts files;

  /**
   * @param directory of this registry only, see {@link #directory}; created with the first schema
   */
  public KeptSchemas(SchemaRegistry registry, Store store, StorePath directory, Clock clock) {
    super(registry);
    this.directory = requireNonNull(directory);
    this.files = new SealedTexts(store, clock);
  }

  /**
   * The directory of a registry.
   *
   * @param identity identifies the registry
   */
  public static StorePath directory(StorePath parent, String identity) {
    return parent.child(SealedTexts.digest(identity).substring(0, NAME_LENGTH));
  }

  @Override
  public Optional<Schema> schema(String topic, SchemaId id) {
    boolean shared = registry.ids() == Ids.SHARED;
    StorePath file = (shared ? directory : directory.child(topic)).child(id.label() + ENDING);
    String subject = "schema " + id.label() + (shared ? "" : " of " + topic);
    Optional<Schema> kept = files.read(file, subject).flatMap(line -> parsed(file, line));
    if (kept.isPresent()) {
      return kept;
    }
    Optional<Schema> found = registry.schema(topic, id);
    found.filter(KeptSchemas::isWritable).ifPresent(it -> files.write(file, subject, text(it)));
    return found;
  }

  @Override
  public Optional<RegisteredText> text(String topic, SchemaId id) {
    boolean shared = registry.ids() == Ids.SHARED;
    StorePath file = (shared ? directory : directory.child(topic)).child(id.label() + ".text");
    String subject = "text of schema " + id.label() + (shared ? "" : " of " + topic);
    Optional<RegisteredText> kept = files.read(file, subject).flatMap(line -> kept(file, line));
    if (kept.isPresent()) {
      return kept;
    }
    Optional<RegisteredText> found = registry.text(topic, id);
    found.ifPresent(it -> files.write(file, subject, TextLine.of(it)));
    return found;
  }

  @Override
  public Optional<Integer> register(String topic, Schema schema) {
    StorePath file = directory.child(topic).child(SealedTexts.digest(text(schema)) + ".id");
    String subject = "id of " + file.name() + " for " + topic;
    try {
      Optional<Integer> id = registry.register(topic, schema);
      id.ifPresent(it -> files.replace(file, subject, it.toString()));
      return id;
    } catch (SchemaUnavailableException e) {
      Optional<Integer> known = files.read(file, subject).map(Integer::valueOf);
      if (known.isEmpty()) {
        throw e;
      }
      LOG.info("schema id {} of {} is already known: {}", known.get(), topic, e.getMessage());
      return known;
    }
  }

  private Optional<RegisteredText> kept(StorePath file, String line) {
    Optional<RegisteredText> text = TextLine.read(line);
    if (text.isEmpty()) {
      files.remove(file);
    }
    return text;
  }

  private Optional<Schema> parsed(StorePath file, String line) {
    try {
      return Optional.of(AvroText.parse(line));
    } catch (UnusableSchemaException e) {
      files.remove(file);
      return Optional.empty();
    }
  }

  /** Whether a schema's text is one line that parses to an equal schema. */
  private static boolean isWritable(Schema schema) {
    try {
      Schema again = AvroText.parse(text(AvroText.writable(schema)));
      return again.equals(schema) && text(again).equals(text(schema));
    } catch (UnusableSchemaException | StackOverflowError e) {
      return false;
    }
  }

  private static String text(Schema schema) {
    return schema.toString();
  }
}
