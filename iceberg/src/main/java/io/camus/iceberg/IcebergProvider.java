package io.camus.iceberg;

import io.camus.config.CamusConfig;
import io.camus.plugin.TableProvider;
import io.camus.spi.Tables;

/** Opens catalogs of Iceberg tables. */
public final class IcebergProvider implements TableProvider {

  @Override
  public String name() {
    return "iceberg";
  }

  @Override
  public Tables open(CamusConfig config) {
    return new IcebergTables(CatalogSettings.of(config));
  }
}
