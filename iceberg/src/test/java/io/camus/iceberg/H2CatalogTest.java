package io.camus.iceberg;

import java.util.Map;

class H2CatalogTest extends TableContractTest {
  @Override
  Lake lake() {
    return new Lake(directory, settings(directory));
  }

  static Map<String, String> settings(java.nio.file.Path directory) {
    return Map.of(
        "type", "jdbc",
        "uri", "jdbc:h2:" + directory.resolve("catalog") + ";DB_CLOSE_DELAY=-1",
        "jdbc.user", "sa",
        "jdbc.password", "",
        "warehouse", directory.resolve("warehouse").toString());
  }
}
