package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.RunSettings;
import io.camus.config.SchemaSettings;
import io.camus.model.ConfigurationException;
import io.camus.plugin.SchemaRegistryProvider;
import io.camus.schema.CachedSchemas;
import io.camus.schema.KeptSchemas;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates the configured schema registry, with its caches. Methods throw a {@link
 * ConfigurationException} if the settings cannot work.
 *
 * @param config with its secrets
 * @param stores the store of a path
 */
record Registries(CamusConfig config, Function<StorePath, Store> stores, Clock clock) {
  private static final String FOLDER = "schemas";
  private static final Duration MISSING_SCHEMA = Duration.ofSeconds(30);

  /** The registry; empty if none is configured. */
  Optional<SchemaRegistry> registry() {
    return of(config, provider -> cached(kept(provider)));
  }

  /** The same with a cache in memory only. */
  Optional<SchemaRegistry> unkept() {
    return of(config, provider -> cached(created(provider)));
  }

  /** Where it is, for people. */
  Optional<String> place() {
    return of(config, provider -> PlugInParts.place(provider, config));
  }

  /** The paths that it reads. */
  static List<StorePath> paths(CamusConfig config) {
    return of(config, provider -> PlugInParts.paths(provider, config)).orElse(List.of());
  }

  private static <T> Optional<T> of(
      CamusConfig config, Function<SchemaRegistryProvider, T> creation) {
    return config
        .schemaRegistry()
        .map(SchemaRegistryProvider.class::cast)
        .map(
            provider -> {
              try {
                return creation.apply(provider);
              } catch (IllegalArgumentException e) {
                throw new ConfigurationException(
                    String.format(
                        Locale.ROOT,
                        "%s = %s: %s",
                        SchemaSettings.REGISTRY.name(),
                        provider.name(),
                        e.getMessage()),
                    e);
              }
            });
  }

  private SchemaRegistry created(SchemaRegistryProvider provider) {
    return PlugInParts.registry(provider, new SchemaRegistryProvider.Context(config, stores));
  }

  private SchemaRegistry cached(SchemaRegistry registry) {
    return new CachedSchemas(registry, MISSING_SCHEMA, clock);
  }

  private SchemaRegistry kept(SchemaRegistryProvider provider) {
    SchemaRegistry registry = created(provider);
    if (!config.value(SchemaSettings.KEEP) || !PlugInParts.paths(provider, config).isEmpty()) {
      return registry;
    }
    StorePath folder =
        KeptSchemas.directory(
            config.value(RunSettings.EXECUTION_BASE).child(FOLDER),
            provider.name() + " " + PlugInParts.place(provider, config));
    return new KeptSchemas(registry, stores.apply(folder), folder, clock);
  }
}
