package io.camus.verify;

import io.camus.commit.LogReader;
import io.camus.commit.PathKey;
import io.camus.model.CommitRecord;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Set;

/** Files of records that runs append during a verification. */
final class LaterRecords {
  private final LogReader files;
  private final Set<String> names = new HashSet<>();
  private long next;

  /**
   * @param last the last record of the verification
   */
  LaterRecords(LogReader files, long last) {
    this.files = files;
    this.next = last + 1;
  }

  /** Whether a record appended by now lists the file at a path. */
  boolean name(String path) throws IOException {
    try {
      while (true) {
        CommitRecord record = files.read(next);
        record.files().forEach(file -> names.add(PathKey.of(file.destination())));
        next++;
      }
    } catch (NoSuchFileException | LogReader.BrokenFileException e) {
      return names.contains(PathKey.of(path));
    }
  }
}
