package io.camus.hadoop;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.config.Providers;
import io.camus.model.ConfigurationException;
import io.camus.plugin.StoreProvider;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** The stores of a process's paths: those of providers, and file systems. Thread-safe. */
public final class PathStores {
  private final Configuration hadoop;
  private final Providers providers;
  private final Supplier<CamusConfig> config;
  private final Map<String, Store> opened = new HashMap<>();

  /**
   * @param providers the installed ones
   * @param config with its secrets; needed only if a provider opens a store
   */
  public PathStores(Configuration hadoop, Providers providers, Supplier<CamusConfig> config) {
    this.hadoop = hadoop;
    this.providers = providers;
    this.config = config;
  }

  /**
   * The store of a path.
   *
   * @throws ConfigurationException if the path or its store cannot be used; the message names it
   *     and says why
   * @throws io.camus.model.StorageException if the store cannot be reached
   */
  public Store open(StorePath path) {
    Optional<StoreProvider> provider = provider(path);
    return provider.isPresent() ? open(path, provider.get()) : Stores.open(path, hadoop);
  }

  private synchronized Store open(StorePath path, StoreProvider provider) {
    try {
      provider.requireSound(path);
      Store known = opened.get(provider.name());
      if (known == null) {
        known = provider.open(config.get());
        opened.put(provider.name(), known);
      }
      return known;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s cannot be used: %s", path, e.getMessage()), e);
    }
  }

  /** The provider of a path's store; empty for a file system. */
  Optional<StoreProvider> provider(StorePath path) {
    return providers.ofPath(path).map(StoreProvider.class::cast);
  }

  /** The configuration with its secrets. */
  CamusConfig config() {
    return config.get();
  }

  Configuration hadoop() {
    return hadoop;
  }

  /** For people: paths with the same text are in one store. */
  String place(StorePath path) {
    return provider(path)
        .map(Provider::name)
        .orElseGet(() -> StoreAddress.of(path, hadoop).toString());
  }
}
