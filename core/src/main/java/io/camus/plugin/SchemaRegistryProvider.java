package io.camus.plugin;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.util.List;
import java.util.function.Function;

/** Creates the schema registry; {@code kafka.message.coder.schema.registry.class} chooses it. */
public interface SchemaRegistryProvider extends Provider {

  /**
   * What a registry is created for.
   *
   * @param config with its secrets
   * @param stores the store of a path
   */
  record Context(CamusConfig config, Function<StorePath, Store> stores) {}

  @Override
  default Kind kind() {
    return Kind.REGISTRY;
  }

  /**
   * Creates the registry of a process, in the driver and in each task. It lives as long as the
   * process and is not closed: its threads must be daemons.
   *
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  SchemaRegistry registry(Context context);

  /**
   * Where the registry is, for people, such as its address; without secrets. Two registries that
   * give an id to different schemas are at different places, since schemas are cached by it.
   *
   * @throws IllegalArgumentException as {@link #registry}
   */
  String place(CamusConfig config);

  /**
   * The paths that the registry reads through stores: tasks on a secure cluster get tokens for
   * them. Schemas from files are not cached as files again.
   */
  default List<StorePath> paths(CamusConfig config) {
    return List.of();
  }
}
