package io.camus.commit;

import static java.util.Objects.requireNonNull;

import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;

/**
 * A file in the commit log.
 *
 * @param file its entry in the record
 * @param record the number of the record that committed it
 * @param published whether that record is marked: the file was seen at its destination
 */
public record LiveFile(DataFile file, long record, boolean published) {
  public LiveFile {
    requireNonNull(file, "file");
  }

  /** The topic of all records in it. */
  public String topic() {
    return file.topic();
  }

  /**
   * What a file holds of one topic-partition.
   *
   * @param file the file, which other partitions may share
   * @param part which offsets, and how many records
   */
  public record OfPartition(LiveFile file, Part part) {
    public OfPartition {
      requireNonNull(file, "file");
      requireNonNull(part, "part");
    }
  }
}
