package io.camus.plugin;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;

/**
 * Opens the store of paths that begin with a scheme. {@link #name} is the scheme, {@code s3} for
 * example, and {@link #otherNames} are further ones.
 */
public interface StoreProvider extends Provider {

  @Override
  default Kind kind() {
    return Kind.STORE;
  }

  /**
   * Opens the store. A process opens it once and does not close it: its threads must be daemons.
   *
   * @param config with its secrets
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  Store open(CamusConfig config);

  /**
   * Checks a path before anything is touched, without accessing the store.
   *
   * @throws IllegalArgumentException with the reason why it cannot be used, and what to do
   */
  void requireSound(StorePath path);

  /**
   * Proves that the store does what {@link Store} promises, and that this process may read, write
   * and delete below a directory. Leaves nothing.
   *
   * @param config with its secrets
   * @throws IllegalArgumentException with the reason why the store cannot be used, and what to do
   * @throws IOException if the store refuses access, or fails now
   */
  void prove(StorePath directory, CamusConfig config) throws IOException;
}
