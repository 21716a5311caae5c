package io.camus.iceberg;

import java.util.Map;

class SqliteCatalogTest extends TableContractTest {
  @Override
  Lake lake() {
    return new Lake(
        directory,
        Map.of(
            "type",
            "jdbc",
            "uri",
            "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=10000",
            "warehouse",
            directory.resolve("warehouse").toString()));
  }
}
