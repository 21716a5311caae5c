package io.camus.plugin;

import io.camus.config.CamusConfig;
import io.camus.config.Provider;
import io.camus.spi.Tables;

/** Opens the catalog of tables that {@code camus.catalog.*} describes. */
public interface TableProvider extends Provider {

  @Override
  default Kind kind() {
    return Kind.TABLE;
  }

  /**
   * Opens the catalog. It may be asked for the first time later.
   *
   * @param config with its secrets
   * @throws IllegalArgumentException with the reason why these settings cannot work, and what to do
   */
  Tables open(CamusConfig config);
}
