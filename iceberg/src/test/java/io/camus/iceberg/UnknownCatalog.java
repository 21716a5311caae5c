package io.camus.iceberg;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A catalog that does not always know whether a commit has succeeded; all do. */
public final class UnknownCatalog extends HadoopCatalog {
  /** How many of the next commits succeed without saying so. */
  static final AtomicInteger UNKNOWN = new AtomicInteger();

  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    TableOperations table = super.newTableOps(identifier);
    return new TableOperations() {
      @Override
      public TableMetadata current() {
        return table.current();
      }

      @Override
      public TableMetadata refresh() {
        return table.refresh();
      }

      @Override
      public void commit(TableMetadata base, TableMetadata metadata) {
        table.commit(base, metadata);
        if (UNKNOWN.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          throw new CommitStateUnknownException(new IOException("the connection was lost"));
        }
      }

      @Override
      public FileIO io() {
        return table.io();
      }

      @Override
      public String metadataFileLocation(String fileName) {
        return table.metadataFileLocation(fileName);
      }

      @Override
      public LocationProvider locationProvider() {
        return table.locationProvider();
      }

      @Override
      public TableOperations temp(TableMetadata uncommitted) {
        return table.temp(uncommitted);
      }
    };
  }
}
