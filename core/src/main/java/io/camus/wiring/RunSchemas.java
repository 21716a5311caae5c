package io.camus.wiring;

import io.camus.config.SchemaSettings;
import io.camus.config.TopicConfig;
import io.camus.failure.RootCause;
import io.camus.model.KnownSchemas;
import io.camus.model.StorageException;
import io.camus.reading.AcceptedSchemas;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.KnownSchemasFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * The schemas that the setup stage of a run found, for a task attempt. The file is read on first
 * use: most runs have none. Not thread-safe.
 */
final class RunSchemas implements SchemaFacts {
  private final Store store;
  private final StorePath file;
  private List<KnownSchemas> topics;

  RunSchemas(Store store, StorePath file) {
    this.store = store;
    this.file = file;
  }

  /**
   * @throws StorageException if the file cannot be read
   */
  @Override
  public Optional<Schema> newest(String topic) {
    return of(topic).newest().map(RunSchemas::parsed);
  }

  /**
   * @throws StorageException if the file cannot be read
   */
  @Override
  public Optional<Schema> columns(String topic) {
    return of(topic).columns().map(RunSchemas::parsed);
  }

  /**
   * @throws StorageException if the file cannot be read
   */
  @Override
  public Optional<AcceptedSchemas> accepted(TopicConfig topic, Supplier<Optional<Schema>> again) {
    KnownSchemas known = of(topic.name());
    return Optional.of(
        new AcceptedSchemas(
            topic.name(),
            topic.value(SchemaSettings.COMPATIBILITY),
            known.committed().stream().map(RunSchemas::parsed).toList(),
            known.newest().map(RunSchemas::parsed),
            again));
  }

  private KnownSchemas of(String topic) {
    if (topics == null) {
      topics = read();
    }
    return topics.stream()
        .filter(it -> it.topic().equals(topic))
        .findFirst()
        .orElseThrow(() -> new StorageException(file + " does not have the topic " + topic, null));
  }

  private List<KnownSchemas> read() {
    try {
      return KnownSchemasFile.read(store.open(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new StorageException(
          file + " is missing; the setup stage of the run wrote it. Run again", e);
    } catch (IOException e) {
      throw new StorageException(
          "cannot read the schemas of the run: " + RootCause.line(e) + "; run again", e);
    }
  }

  private static Schema parsed(String text) {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
  }
}
