package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.model.CommitRecord;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.RecordFile;
import io.camus.wire.SignpostFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the files of the commit log and changes nothing. It returns a file if it is intact; it does
 * not check whether the file is consistent with earlier ones.
 *
 * <p>Records are kept in segments, directories with a bounded number of records. Earlier versions
 * kept all records in one flat list, which a {@link SignpostFile} ends. Only {@link #read(long)}
 * may be called by several threads at once.
 */
public final class LogReader {
  private final Store store;
  private final Layout layout;
  private volatile boolean oriented;

  /** Number of records in the flat list, once it has its signpost. */
  private volatile Optional<Long> flatRecords = Optional.empty();

  public LogReader(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /** A file of the log that is damaged, or does not match its name. */
  public static final class BrokenFileException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenFileException(UnreadableFileException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Reads a record.
   *
   * @throws NoSuchFileException if there is none with this number
   * @throws BrokenFileException if it is damaged; the message names it
   */
  public CommitRecord read(long number) throws IOException {
    orient();
    try {
      if (isFlat(number)) {
        StorePath path = layout.flatFile(number, CommitFile.RECORD);
        try {
          return read(path, number);
        } catch (UnreadableFileException e) {
          if (flatRecords.isPresent() || !isSignpost(path)) {
            throw e;
          }
          flatRecords = Optional.of(number - 1);
        }
      }
      return read(layout.commitFile(number, CommitFile.RECORD), number);
    } catch (UnreadableFileException e) {
      throw new BrokenFileException(e);
    }
  }

  /**
   * Reads the records after one of them, in order.
   *
   * @return the number of the last one
   * @throws IOException if a record is missing below a later one, or cannot be read
   */
  public long readAfter(long number, Consumer<CommitRecord> each) throws IOException {
    long last = number;
    while (true) {
      CommitRecord next;
      try {
        next = read(last + 1);
      } catch (NoSuchFileException e) {
        long newest = lastAround(last + 1);
        if (newest > last + 1) {
          throw missing(last + 1, newest);
        }
        return last;
      }
      each.accept(next);
      last++;
    }
  }

  private CommitRecord read(StorePath path, long number) throws IOException {
    return RecordFile.read(store.open(path), number, path.toString());
  }

  private boolean isSignpost(StorePath file) throws IOException {
    return SignpostFile.isOne(store.open(file), file.toString());
  }

  /** Whether a record with this number belongs in the flat list. */
  private boolean isFlat(long number) {
    return flatRecords.isEmpty() || number <= flatRecords.get();
  }

  /** Where the signpost belongs, if the log has segments but no intact signpost. */
  public Optional<StorePath> lostSignpost() throws IOException {
    if (!isSegmented()) {
      return Optional.empty();
    }
    StorePath path = layout.flatFile(flatRecords() + 1, CommitFile.RECORD);
    boolean there = store.stat(path).isPresent() && isSignpost(path);
    return there ? Optional.empty() : Optional.of(path);
  }

  /** Whether the flat list has its signpost. */
  boolean isSegmented() throws IOException {
    orient();
    return flatRecords.isPresent();
  }

  /** Number of records in the flat list of a segmented log. */
  long flatRecords() {
    return flatRecords.orElseThrow();
  }

  /** Where a file of the log is; of a checkpoint, where a new one goes. */
  StorePath file(long number, CommitFile kind) throws IOException {
    orient();
    return kind != CommitFile.CHECKPOINT && isFlat(number)
        ? layout.flatFile(number, kind)
        : layout.commitFile(number, kind);
  }

  /** Where a record is. */
  public StorePath recordPath(long number) throws IOException {
    return file(number, CommitFile.RECORD);
  }

  /** Where the mark of a published record is. */
  public StorePath publishedPath(long number) throws IOException {
    return file(number, CommitFile.PUBLISHED);
  }

  /** Whether a record is marked as published now. */
  public boolean isPublished(long number) throws IOException {
    return store.stat(publishedPath(number)).isPresent();
  }

  /** The directory in which a record is, or would be. */
  StorePath directory(long number) throws IOException {
    return recordPath(number).parent();
  }

  /**
   * The largest number in the directory of a record and in the one after it; 0 if they are empty.
   */
  long lastNear(Segment segment, long number) throws IOException {
    if (isFlat(number) && flatRecords.isEmpty()) {
      return segment.last();
    }
    long after =
        isFlat(number)
            ? flatRecords.get() + 1
            : (number / layout.segmentRecords() + 1) * layout.segmentRecords();
    return Math.max(segment.last(), segment(after).last());
  }

  /**
   * The largest number of a checkpoint, or of a file in the directory of a record or in the one
   * after it; 0 if there is none.
   */
  long lastAround(long number) throws IOException {
    long last = lastNear(segment(number), number);
    for (StorePath checkpoint : checkpoints()) {
      last = Math.max(last, number(checkpoint));
    }
    return last;
  }

  /** The files that are in the directory of a record now. */
  Segment segment(long number) throws IOException {
    Segment segment = Segment.list(store, directory(number));
    return isFlat(number) && flatRecords.isPresent() ? segment.upTo(flatRecords.get()) : segment;
  }

  /** The directories of all records, in the order of their numbers. */
  public List<StorePath> segments() throws IOException {
    List<StorePath> directories = new ArrayList<>();
    for (String name : store.names(layout.commits())) {
      if (Layout.isSegment(name)) {
        directories.add(layout.commits().child(name));
      }
    }
    if (hasFlatList()) {
      directories.add(0, layout.commits());
    }
    return directories;
  }

  /**
   * The files that are in one of the directories now.
   *
   * @throws io.camus.model.StorageException if a name has digits of a locale
   */
  public Segment segment(StorePath directory) throws IOException {
    Segment segment = Segment.list(store, directory);
    return directory.equals(layout.commits()) && isSegmented()
        ? segment.upTo(flatRecords())
        : segment;
  }

  /** The newest readable state; a torn checkpoint is skipped in favour of an older one. */
  Optional<Checkpoint> newestCheckpoint() throws IOException {
    oriented = true;
    Optional<Checkpoint> newest = newest(layout.checkpoints());
    if (newest.isPresent()) {
      flatRecords = newest.get().flatRecords();
      return newest;
    }
    Segment flat = Segment.list(store, layout.commits());
    long last = flat.records().isEmpty() ? 0 : flat.records().last();
    if (last > 0 && isSignpost(layout.flatFile(last, CommitFile.RECORD))) {
      flatRecords = Optional.of(last - 1);
    } else if (Segment.list(store, layout.segment(last + 1)).records().contains(last + 1)) {
      flatRecords = Optional.of(last); // The signpost is lost, but the records after it are not.
    }
    return newest(layout.commits());
  }

  private Optional<Checkpoint> newest(StorePath directory) throws IOException {
    for (StorePath file : checkpoints(directory)) {
      Optional<Checkpoint> checkpoint = checkpoint(file);
      if (checkpoint.isPresent()) {
        return checkpoint;
      }
    }
    return Optional.empty();
  }

  /** The checkpoints in a directory, newest first. */
  private List<StorePath> checkpoints(StorePath directory) throws IOException {
    return Segment.list(store, directory).checkpoints().stream()
        .sorted(Comparator.reverseOrder())
        .map(number -> directory.child(Layout.name(number, CommitFile.CHECKPOINT)))
        .toList();
  }

  /** Where all checkpoints are. */
  public List<StorePath> checkpoints() throws IOException {
    List<StorePath> all = new ArrayList<>(checkpoints(layout.checkpoints()));
    if (hasFlatList()) {
      all.addAll(checkpoints(layout.commits()));
    }
    return all;
  }

  /** The number in the name of a file of the log. */
  public static long number(StorePath file) {
    return Long.parseLong(file.name().substring(0, file.name().indexOf('.')));
  }

  private boolean hasFlatList() throws IOException {
    return !isSegmented() || flatRecords() > 0;
  }

  /** The content of a checkpoint; empty if it is gone or torn, in which case runs skip it. */
  Optional<Checkpoint> checkpoint(StorePath file) throws IOException {
    return Checkpoint.read(store, file);
  }

  /** The state in a checkpoint; empty if it is gone or torn, in which case runs skip it. */
  public Optional<LogState> state(StorePath checkpoint) throws IOException {
    return checkpoint(checkpoint).map(Checkpoint::state);
  }

  private synchronized void orient() throws IOException {
    if (!oriented) {
      newestCheckpoint();
    }
  }

  /** The failure to report if a record is missing below a later one. */
  NoSuchFileException missing(long number, long last) throws IOException {
    return new NoSuchFileException(
        recordPath(number).toString(),
        null,
        String.format(
            Locale.ROOT,
            "the commit log has record %d but not this one; restore it: no run can start without it",
            last));
  }
}
