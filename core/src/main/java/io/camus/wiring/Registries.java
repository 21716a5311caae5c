package io.camus.wiring;

import io.camus.config.CamusConfig;
import io.camus.config.Providers;
import io.camus.config.RegistryKind;
import io.camus.config.RunSettings;
import io.camus.config.SchemaSettings;
import io.camus.config.SchemaSource;
import io.camus.schema.CachedSchemas;
import io.camus.schema.ConfluentRegistry;
import io.camus.schema.DirectorySchemas;
import io.camus.schema.KeptSchemas;
import io.camus.schema.SchemaRepoRegistry;
import io.camus.schema.UserRegistry;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Creates the configured schema registry, with its caches. */
record Registries(
    CamusConfig config, Function<StorePath, Store> stores, Clock clock, Keeping keeping) {
  private static final String FOLDER = "schemas";
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final Duration MISSING_SCHEMA = Duration.ofSeconds(30);

  /** Where schemas that were seen are kept. */
  enum Keeping {
    AS_CONFIGURED,
    NOTHING
  }

  Registries(CamusConfig config, Function<StorePath, Store> stores, Clock clock) {
    this(config, stores, clock, Keeping.AS_CONFIGURED);
  }

  /** With a cache in memory only. */
  SchemaRegistry unkept(SchemaSource source) {
    return new Registries(config, stores, clock, Keeping.NOTHING).registry(source);
  }

  SchemaRegistry registry(SchemaSource source) {
    if (source instanceof SchemaSource.Directory directory) {
      return new DirectorySchemas(stores.apply(directory.path()), directory.path());
    }
    if (source instanceof SchemaSource.UserClass user) {
      return cached(
          UserRegistry.create(
              user.className(), user.settings(), Providers.INSTALLED.loaderOf(user.className())),
          user.className() + " " + user.settings().get("etl.schema.registry.url"));
    }
    SchemaSource.Http http = (SchemaSource.Http) source;
    return cached(
        http.protocol() == RegistryKind.SCHEMA_REPO
            ? new SchemaRepoRegistry(http, FIRST_BACKOFF)
            : new ConfluentRegistry(http, FIRST_BACKOFF),
        http.urls().stream()
            .map(url -> url.toString().replaceAll("/+$", ""))
            .sorted()
            .collect(Collectors.joining(" ", http.protocol() + " ", "")));
  }

  /**
   * @param identity identifies the registry, so registries do not share cached schemas
   */
  private SchemaRegistry cached(SchemaRegistry registry, String identity) {
    SchemaRegistry kept = registry;
    if (keeping == Keeping.AS_CONFIGURED && config.value(SchemaSettings.KEEP)) {
      StorePath folder =
          KeptSchemas.directory(config.value(RunSettings.EXECUTION_BASE).child(FOLDER), identity);
      kept = new KeptSchemas(registry, stores.apply(folder), folder, clock);
    }
    return new CachedSchemas(kept, MISSING_SCHEMA, clock);
  }
}
