package io.camus.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.config.OutputSchema;
import io.camus.failure.RootCause;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Finds the schema that {@code camus.output.schema} names.
 *
 * @param newest the newest schema of a topic in the registry
 */
record OutputSchemas(
    Optional<SchemaRegistry> registry,
    Function<String, Optional<Schema>> newest,
    Function<StorePath, Store> stores) {

  /**
   * The schema of a topic's files; empty if it is each record's own.
   *
   * @throws IllegalArgumentException if there is no such schema
   * @throws SchemaUnavailableException if the registry or the store does not answer
   */
  Optional<Schema> of(String topic, OutputSchema wanted) {
    if (wanted instanceof OutputSchema.Writer) {
      return Optional.empty();
    } else if (wanted instanceof OutputSchema.File file) {
      return Optional.of(read(file.path()));
    }
    SchemaRegistry source =
        registry.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "camus.output.schema needs a registry: set etl.schema.registry.url"));
    Optional<Schema> found =
        wanted instanceof OutputSchema.Pinned pinned
            ? source.schema(topic, pinned.id())
            : newest.apply(topic);
    return Optional.of(
        found.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "camus.output.schema: "
                        + (wanted instanceof OutputSchema.Pinned pinned
                            ? source.whyMissing(topic, pinned.id())
                            : String.format(
                                Locale.ROOT,
                                "the registry has no newest schema for %s; use an id or a file",
                                topic)))));
  }

  private Schema read(StorePath path) {
    try (InputStream in = stores.apply(path).open(path)) {
      return new Schema.Parser().parse(new String(in.readAllBytes(), UTF_8));
    } catch (AvroRuntimeException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "camus.output.schema: %s is not an Avro schema: %s",
              path,
              RootCause.line(e)),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "camus.output.schema: cannot read %s: %s", path, RootCause.line(e)),
          e);
    }
  }
}
