package io.camus.wiring;

import io.camus.model.SchemaUnavailableException;
import io.camus.spi.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest schemas in the registry, as the setup stage of one run finds them: each topic is asked
 * for once. Not thread-safe.
 */
final class SetupSchemas implements SchemaFacts {
  private static final Logger LOG = LoggerFactory.getLogger(SetupSchemas.class);

  private final Optional<SchemaRegistry> registry;
  private final Map<String, Optional<Schema>> newest = new HashMap<>();
  private final Function<String, Optional<Schema>> columns;
  private boolean silent;

  SetupSchemas(Optional<SchemaRegistry> registry) {
    this(registry, topic -> Optional.empty());
  }

  /**
   * @param columns those of the files of topics whose tables have been prepared
   */
  SetupSchemas(Optional<SchemaRegistry> registry, Function<String, Optional<Schema>> columns) {
    this.registry = registry;
    this.columns = columns;
  }

  @Override
  public Optional<Schema> columns(String topic) {
    return columns.apply(topic);
  }

  @Override
  public Optional<Schema> newest(String topic) {
    Optional<Schema> known = newest.get(topic);
    if (known == null) {
      known = registry.flatMap(it -> it.newest(topic));
      newest.put(topic, known);
    }
    return known;
  }

  /**
   * The newest schema, for a check that a run can do without: after a registry has not answered
   * once, it is not asked again.
   */
  Optional<Schema> newestIfAnswered(String topic) {
    if (silent && !newest.containsKey(topic)) {
      return Optional.empty();
    }
    try {
      return newest(topic);
    } catch (SchemaUnavailableException e) {
      LOG.info("schemas are checked only when their first record is pulled: {}", e.getMessage());
      silent = true;
      return Optional.empty();
    }
  }
}
