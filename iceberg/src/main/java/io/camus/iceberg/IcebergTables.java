package io.camus.iceberg;

import io.camus.spi.Table.Position;
import io.camus.spi.Tables;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;

/** The tables of an Iceberg catalog, which is opened when it is first needed. */
final class IcebergTables implements Tables {
  private static final String FORMAT_VERSION = "2";

  private final CatalogSettings settings;
  private final CatalogCalls calls;
  private Catalog catalog;

  IcebergTables(CatalogSettings settings) {
    this.settings = settings;
    this.calls = new CatalogCalls(settings.properties());
  }

  private synchronized Catalog catalog() throws IOException {
    if (catalog == null) {
      catalog = calls.run("the catalog of tables cannot be opened", settings::open);
    }
    return catalog;
  }

  private static TableIdentifier id(String name) {
    return TableIdentifier.parse(name);
  }

  @Override
  public Optional<io.camus.spi.Table> load(String name) throws IOException {
    Catalog tables = catalog();
    return calls.run(
        "table " + name + " cannot be loaded",
        () -> {
          try {
            return Optional.of(table(name, tables.loadTable(id(name))));
          } catch (NoSuchTableException | NoSuchNamespaceException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public io.camus.spi.Table create(
      String name, Schema columns, Partitioning partitioning, Position begin) throws IOException {
    Catalog tables = catalog();
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(ColumnTypes.of(columns).fields());
    return calls.run(
        "table " + name + " cannot be created",
        () -> {
          TableIdentifier id = id(name);
          createNamespace(tables, id.namespace());
          try {
            create(tables, id, schema, partitioning, begin);
          } catch (AlreadyExistsException | CommitFailedException e) {
            // Another process has created it.
          }
          return table(name, tables.loadTable(id));
        });
  }

  /** Names are mapped to the ids that the catalog has given, in the commit that creates it. */
  private static void create(
      Catalog tables,
      TableIdentifier id,
      org.apache.iceberg.Schema schema,
      Partitioning partitioning,
      Position begin) {
    Transaction creation =
        tables
            .buildTable(id, schema)
            .withPartitionSpec(Partitions.create(schema, partitioning))
            .withProperty(TableProperties.FORMAT_VERSION, FORMAT_VERSION)
            .withProperty(Positions.property(begin.log()), Long.toString(begin.record()))
            .withProperty(Positions.begin(begin.log()), Long.toString(begin.record()))
            .createTransaction();
    creation
        .updateProperties()
        .set(
            TableProperties.DEFAULT_NAME_MAPPING,
            NameMappingParser.toJson(MappingUtil.create(creation.table().schema())))
        .commit();
    creation.commitTransaction();
  }

  private static void createNamespace(Catalog tables, Namespace namespace) {
    if (tables instanceof SupportsNamespaces namespaces) {
      for (int i = 1; i <= namespace.length(); i++) {
        Namespace part = Namespace.of(Arrays.copyOf(namespace.levels(), i));
        if (!namespaces.namespaceExists(part)) {
          try {
            namespaces.createNamespace(part);
          } catch (AlreadyExistsException e) {
            // Another process has created it.
          }
        }
      }
    }
  }

  private IcebergTable table(String name, org.apache.iceberg.Table table) {
    return new IcebergTable(name, table, calls, new FilePaths(settings.hadoop()));
  }

  @Override
  public synchronized void close() {
    if (catalog instanceof Closeable open) {
      try {
        calls.run(
            "the catalog of tables cannot be closed",
            () -> {
              open.close();
              return null;
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    catalog = null;
  }
}
