package io.camus.schema;

import io.camus.config.CamusConfig;
import io.camus.config.HttpRegistry;
import io.camus.config.SchemaSettings;
import io.camus.plugin.SchemaRegistryProvider;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The built-in schema registries. */
public final class BuiltInRegistries {
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

  private BuiltInRegistries() {}

  private static String servers(CamusConfig config) {
    return HttpRegistry.of(config).urls().stream()
        .map(url -> url.toString().replaceAll("/+$", ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Servers with Confluent's API. */
  public static final class Confluent implements SchemaRegistryProvider {
    @Override
    public String name() {
      return SchemaSettings.OF_SERVERS;
    }

    @Override
    public SchemaRegistry registry(Context context) {
      return new ConfluentRegistry(HttpRegistry.of(context.config()), FIRST_BACKOFF);
    }

    @Override
    public String place(CamusConfig config) {
      return servers(config);
    }
  }

  /** Servers of schema-repo (AVRO-1124). */
  public static final class SchemaRepo implements SchemaRegistryProvider {
    @Override
    public String name() {
      return "schema-repo";
    }

    @Override
    public List<String> otherNames() {
      return List.of("com.linkedin.camus.schemaregistry.avrorestschemaregistry");
    }

    @Override
    public SchemaRegistry registry(Context context) {
      return new SchemaRepoRegistry(HttpRegistry.of(context.config()), FIRST_BACKOFF);
    }

    @Override
    public String place(CamusConfig config) {
      return servers(config);
    }
  }

  /** A directory of {@code .avsc} files. */
  public static final class Directory implements SchemaRegistryProvider {
    @Override
    public String name() {
      return SchemaSettings.OF_DIRECTORY;
    }

    @Override
    public SchemaRegistry registry(Context context) {
      StorePath directory = SchemaSettings.directory(context.config());
      return new DirectorySchemas(context.stores().apply(directory), directory);
    }

    @Override
    public String place(CamusConfig config) {
      return SchemaSettings.directory(config).toString();
    }

    @Override
    public List<StorePath> paths(CamusConfig config) {
      return List.of(SchemaSettings.directory(config));
    }
  }
}
