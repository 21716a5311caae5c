package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.StorageException;
import io.camus.spi.Content;
import io.camus.spi.Store;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which records are not yet published or audited. Their marks are empty files next to the records.
 */
final class LogMarks {
  private final Store store;
  private final LogReader reader;

  private final NavigableSet<Long> unpublished = new TreeSet<>();
  private final NavigableSet<Long> unaudited = new TreeSet<>();

  /** Unaudited records from a checkpoint whose marks were not checked yet. */
  private final Set<Long> unseen = new HashSet<>();

  LogMarks(Store store, LogReader reader) {
    this.store = store;
    this.reader = reader;
  }

  /** Adds the records of a checkpoint whose counts had to be posted. */
  void expectAudits(Collection<Long> numbers) {
    unaudited.addAll(numbers);
    unseen.addAll(numbers);
  }

  /** Notes what has to be done for a record of the log. */
  void expect(CommitRecord record) {
    if (record.isToBePublished()) {
      unpublished.add(record.number());
    }
    if (record.header().countWindow().isPresent()
        && record.commits().anyMatch(commit -> commit.pulled().isCounted())) {
      unaudited.add(record.number());
    }
  }

  /** Applies the marks in a listing. */
  void see(Segment segment) {
    unpublished.removeAll(segment.published());
    unaudited.removeAll(segment.audited());
    unseen.removeAll(segment.records());
  }

  /** Numbers of the unpublished records, ascending. */
  List<Long> unpublished() {
    return List.copyOf(unpublished);
  }

  /**
   * Numbers of the records whose counts have to be posted, ascending.
   *
   * @throws StorageException if a mark cannot be checked
   */
  List<Long> unaudited() {
    for (long number : List.copyOf(unseen)) {
      try {
        if (store.stat(reader.file(number, CommitFile.AUDITED)).isPresent()) {
          unaudited.remove(number);
        }
        unseen.remove(number);
      } catch (IOException e) {
        throw new StorageException(
            "cannot check whether the counts of record "
                + number
                + " were posted: "
                + RootCause.line(e),
            e);
      }
    }
    return List.copyOf(unaudited);
  }

  /** Records permanently that all files of a record were in their final place. */
  void markPublished(long number) throws IOException {
    mark(number, CommitFile.PUBLISHED);
    unpublished.remove(number);
  }

  /** Records permanently that a record's counts were posted. */
  void markAudited(long number) throws IOException {
    mark(number, CommitFile.AUDITED);
    unaudited.remove(number);
  }

  private void mark(long number, CommitFile kind) throws IOException {
    try {
      store.putIfAbsent(reader.file(number, kind), Content.EMPTY);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; a mark has no content.
    }
  }
}
