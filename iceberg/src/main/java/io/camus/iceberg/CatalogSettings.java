package io.camus.iceberg;

import static io.camus.config.TableSettings.CATALOG;

import io.camus.config.CamusConfig;
import java.sql.Driver;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;

/**
 * The settings of a catalog.
 *
 * @param properties of Iceberg; may hold secrets
 * @param hadoop for catalogs and files on Hadoop's file systems
 */
record CatalogSettings(Map<String, String> properties, Configuration hadoop) {
  /** JDBC catalogs keep it in their rows, so that other engines need the same one. */
  private static final String NAME = "name";

  private static final String USUAL_NAME = "camus";
  private static final String CONNECT_MILLIS = "rest.client.connection-timeout-ms";
  private static final String ANSWER_MILLIS = "rest.client.socket-timeout-ms";

  CatalogSettings {
    properties = Map.copyOf(properties);
  }

  /**
   * Checks what can be checked without the catalog.
   *
   * @throws IllegalArgumentException with the reason, and what to do
   */
  static CatalogSettings of(CamusConfig config) {
    Map<String, String> properties = new TreeMap<>(config.catalog());
    String type = properties.get(CatalogUtil.ICEBERG_CATALOG_TYPE);
    String implementation = properties.get(CatalogProperties.CATALOG_IMPL);
    if (implementation == null) {
      List<String> needed = needed(type);
      for (String property : needed) {
        if (!properties.containsKey(property)) {
          throw new IllegalArgumentException(
              CATALOG + "type = " + type + " needs " + CATALOG + property);
        }
      }
    } else if (type != null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "both %stype and %scatalog-impl are set; remove one", CATALOG, CATALOG));
    }
    // A catalog that does not answer must not stop a run for ever.
    properties.putIfAbsent(CONNECT_MILLIS, "10000");
    properties.putIfAbsent(ANSWER_MILLIS, "60000");
    Configuration hadoop = new Configuration();
    config.hadoopProperties().forEach(hadoop::set);
    return new CatalogSettings(properties, hadoop);
  }

  private static List<String> needed(String type) {
    return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
      case "hadoop" -> List.of(CatalogProperties.WAREHOUSE_LOCATION);
      case "jdbc" -> List.of(CatalogProperties.URI, CatalogProperties.WAREHOUSE_LOCATION);
      case "rest" -> List.of(CatalogProperties.URI);
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "%stype is %s; set it to hadoop, jdbc or rest, or set %scatalog-impl to the class"
                      + " of another catalog whose jars are in plugins/iceberg",
                  CATALOG,
                  type == null ? "not set" : type,
                  CATALOG));
    };
  }

  /** Opens the catalog. */
  Catalog open() {
    // JDBC finds drivers of the class path only; these register themselves.
    ServiceLoader.load(Driver.class).stream().forEach(driver -> driver.get());
    Map<String, String> given = new TreeMap<>(properties);
    String name = given.remove(NAME);
    return CatalogUtil.buildIcebergCatalog(name == null ? USUAL_NAME : name, given, hadoop);
  }

  @Override
  public String toString() {
    return "CatalogSettings" + properties.keySet();
  }
}
