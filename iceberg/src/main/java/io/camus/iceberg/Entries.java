package io.camus.iceberg;

import io.camus.spi.Table.File;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;

/** Entries of a table for published files. */
final class Entries {
  private Entries() {}

  /**
   * The entry of a file.
   *
   * @param path as the table has it
   */
  static DataFile of(File file, String path, Footer footer, Partitions partitions) {
    DataFiles.Builder entry =
        DataFiles.builder(partitions.spec())
            .withPath(path)
            .withFormat(footer.format())
            .withFileSizeInBytes(file.bytes())
            .withMetrics(footer.metrics())
            .withRecordCount(file.records());
    partitions.of(file).ifPresent(entry::withPartition);
    if (!footer.splits().isEmpty()) {
      entry.withSplitOffsets(footer.splits());
    }
    return entry.build();
  }
}
