package io.camus.commit;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.Problem;
import io.camus.spi.Receipt;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.List;

/**
 * Makes what a record has committed visible to readers: step 6 of the protocol. Any number of
 * processes may publish the same record at once, any number of times.
 */
public interface Publication {

  /**
   * Publishes a record.
   *
   * @param marked asked only if a file is not where it belongs
   * @return what could not be published, for people; empty if everything is in its place, or was
   *     and a user has moved it since
   * @throws IOException if it had to stop before the end
   */
  List<Problem> publish(CommitRecord record, Marked marked, Progress progress) throws IOException;

  /** What publishes a file. */
  static Receipt receipt(DataFile file) {
    return new Receipt(new StorePath(file.destination()), file.staged());
  }

  /** Whether all files of a record were seen in their place once. Called by any thread. */
  @FunctionalInterface
  interface Marked {
    boolean isPublished() throws IOException;
  }

  /** How far the publishing of a record is. */
  @FunctionalInterface
  interface Progress {
    /**
     * A file was dealt with.
     *
     * @param files how many were
     * @param of how many files the record has
     */
    void published(int files, int of);
  }
}
