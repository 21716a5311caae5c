package io.camus.commit;

import io.camus.commit.LiveFile.OfPartition;
import io.camus.commit.LogReader.BrokenFileException;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * An index of selected files in the commit log (docs/protocol.md, "Live files"). It is built from
 * the log, one record at a time, so memory holds only the selected files, and it follows a growing
 * log by reading the new records.
 *
 * <p>After an {@link IOException} of the store, the index has the state after the last record that
 * was read, and can continue. Not thread-safe.
 */
public final class LiveFiles {
  private final LogReader log;
  private final Predicate<DataFile> chosen;
  private final Faults faults;

  /** By {@link PathKey} of the destination, in the order of the log. */
  private final Map<String, Committed> files = new LinkedHashMap<>();

  /** Records with selected files that had no mark at the last check. */
  private final NavigableSet<Long> unmarked = new TreeSet<>();

  private long number;

  private record Committed(DataFile file, long record) {}

  /** What to do with a log that is incomplete or contradictory: refuse it, or continue. */
  public interface Faults {
    /** A record is missing or damaged; after a return the index continues without its files. */
    void unreadable(long record, IOException why) throws IOException;

    /**
     * Two files have the same destination; after a return the index continues without the second
     * one.
     */
    void sameName(LiveFile first, LiveFile second) throws IOException;
  }

  private static final Faults REFUSED =
      new Faults() {
        @Override
        public void unreadable(long record, IOException why) throws IOException {
          throw why;
        }

        @Override
        public void sameName(LiveFile first, LiveFile second) throws IOException {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "records %d and %d both name the file %s; run camus verify for details",
                  first.record(),
                  second.record(),
                  second.file().destination()));
        }
      };

  /** An empty index that refuses a log with faults. */
  public LiveFiles(LogReader log, Predicate<DataFile> chosen) {
    this(log, chosen, REFUSED);
  }

  /**
   * An empty index.
   *
   * @param chosen which files it holds
   * @param faults decides what to do with a log with faults
   */
  public LiveFiles(LogReader log, Predicate<DataFile> chosen, Faults faults) {
    this.log = log;
    this.chosen = chosen;
    this.faults = faults;
  }

  /** The last record that was read; 0 before the first. */
  public long number() {
    return number;
  }

  /**
   * Reads the records that were appended since, and checks for new marks.
   *
   * @throws IOException if a record is missing below a later one, or cannot be read
   */
  public void refresh() throws IOException {
    do {
      while (readNext()) {}
    } while (goesOn());
    lookForMarks();
  }

  /** Whether there is anything after the first missing record. */
  private boolean goesOn() throws IOException {
    long last = log.lastAround(number + 1);
    if (last <= number) {
      return false;
    }
    if (readNext()) {
      return true; // It was appended in the meantime.
    }
    if (log.lastAround(number + 1) <= number) {
      return false; // The file is a signpost, and its record does not exist yet.
    }
    missing(last);
    return true;
  }

  private void missing(long last) throws IOException {
    faults.unreadable(number + 1, log.missing(number + 1, last));
    number++;
  }

  /** Reads the records up to one that is known to be in the log, and checks for new marks. */
  public void readTo(long last) throws IOException {
    while (number < last) {
      if (!readNext()) {
        missing(last);
      }
    }
    lookForMarks();
  }

  /** Whether there was a next record. */
  private boolean readNext() throws IOException {
    try {
      take(log.read(number + 1));
    } catch (NoSuchFileException e) {
      return false;
    } catch (BrokenFileException e) {
      faults.unreadable(number + 1, e);
    }
    number++;
    return true;
  }

  private void take(CommitRecord record) throws IOException {
    for (DataFile file : record.files().filter(chosen).toList()) {
      add(new Committed(file, record.number()));
    }
  }

  private void add(Committed committed) throws IOException {
    unmarked.add(committed.record());
    String key = PathKey.of(committed.file().destination());
    Committed other = files.putIfAbsent(key, committed);
    if (other != null) {
      faults.sameName(live(other), live(committed));
    }
  }

  /** Lists the directories of the records without a mark, each once. */
  private void lookForMarks() throws IOException {
    Set<StorePath> listed = new HashSet<>();
    for (long record : List.copyOf(unmarked)) {
      if (listed.add(log.directory(record))) {
        unmarked.removeAll(log.segment(record).published());
      }
    }
  }

  private LiveFile live(Committed committed) {
    return new LiveFile(
        committed.file(), committed.record(), !unmarked.contains(committed.record()));
  }

  /** The files, in the order in which they were committed. */
  public Stream<LiveFile> files() {
    return files.values().stream().map(this::live);
  }

  /** The file of a destination, in any spelling ({@link PathKey}). */
  public Optional<LiveFile> at(String destination) {
    return Optional.ofNullable(files.get(PathKey.of(destination))).map(this::live);
  }

  /**
   * What each file holds of a topic-partition: by generation, then by first offset, then by end. A
   * range of one file may be inside that of another.
   */
  public List<OfPartition> parts(TopicPartition partition) {
    return files()
        .flatMap(file -> file.file().parts().stream().map(part -> new OfPartition(file, part)))
        .filter(it -> it.part().range().partition().equals(partition))
        .sorted(Comparator.comparing(it -> it.part().range(), IN_ORDER))
        .toList();
  }

  private static final Comparator<OffsetRange> IN_ORDER =
      Comparator.comparingInt(OffsetRange::generation)
          .thenComparingLong(OffsetRange::from)
          .thenComparingLong(OffsetRange::to);
}
