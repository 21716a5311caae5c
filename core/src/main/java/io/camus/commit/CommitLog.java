package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.CommitUnknownException;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.RecordFile;
import io.camus.wire.SignpostFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The append-only list of commit records, the source of truth. A record exists once its file has
 * been renamed to its number; that rename is the only commit point.
 *
 * <p>Any number of drivers may append concurrently; each sees the others' records before its own is
 * accepted. Not thread-safe.
 */
public final class CommitLog {
  private static final int TRIES = 10;

  private final Store store;
  private final Layout layout;
  private final RunId writer;
  private final Optional<Duration> countWindow;
  private final Clock clock;
  private final RandomGenerator random;

  private final LogReader reader;
  private final LogMarks marks;

  private LogState state = LogState.empty();
  private long checkpoint;

  /** Why the last failed append failed. */
  private IOException failure = new IOException("the log has grown");

  /**
   * Opens the log and reads it; nothing is written before the first append.
   *
   * @param writer the id of the driver's run, even before the run is opened
   * @param countWindow length of an audit window if the counts of the records that this object
   *     appends are to be published
   * @throws StorageException if a record cannot be read; the log is never read past a broken record
   */
  public CommitLog(
      Store store,
      Layout layout,
      RunId writer,
      Optional<Duration> countWindow,
      Clock clock,
      RandomGenerator random) {
    this.store = store;
    this.layout = layout;
    this.writer = writer;
    this.countWindow = countWindow;
    this.clock = clock;
    this.random = random;
    this.reader = new LogReader(store, layout);
    this.marks = new LogMarks(store, reader);
    try {
      load();
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /** The state of the log, for read-only use. */
  public static LogState read(Store store, Layout layout) {
    RunId reader = RunId.create(Instant.EPOCH, new SplittableRandom());
    return new CommitLog(
            store, layout, reader, Optional.empty(), Clock.systemUTC(), new SplittableRandom())
        .state();
  }

  /** The state after the last record that was seen; a copy. */
  public LogState state() {
    return state.copy();
  }

  /** Reads the records that were appended since. */
  public void refresh() {
    try {
      while (readNext()) {}
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  private StorageException cannotRead(IOException e) {
    return new StorageException(
        "cannot read the commit log " + layout.commits() + ": " + RootCause.line(e), e);
  }

  /**
   * What tells this log from all others: the nonce of its first record.
   *
   * @throws NoSuchFileException if it is empty
   */
  public String id() throws IOException {
    return read(1).header().nonce();
  }

  /** Numbers of the unpublished records, ascending. */
  public List<Long> unpublished() {
    return marks.unpublished();
  }

  /**
   * Numbers of the records whose counts have to be posted, ascending.
   *
   * @throws StorageException if a mark cannot be checked
   */
  public List<Long> unaudited() {
    return marks.unaudited();
  }

  /**
   * Appends a record, even if other drivers append in the meantime.
   *
   * @param proposal derives the entries from the newest state, without side effects; called again
   *     each time another driver was faster; an empty list means that there is nothing (left) to
   *     append
   * @return the record, or empty if the proposal returned no entries
   * @throws StorageException if the store failed and nothing was appended
   * @throws CommitUnknownException if it is unknown whether the record was appended
   */
  public Optional<CommitRecord> append(Function<LogState, List<LogEntry>> proposal) {
    for (int tries = 0; tries < TRIES; tries++) {
      refresh();
      List<LogEntry> entries = proposal.apply(state.copy());
      if (entries.isEmpty()) {
        return Optional.empty();
      }
      Optional<CommitRecord> record = appendAfter(state.number(), entries);
      if (record.isPresent()) {
        return record;
      }
    }
    throw cannotAppend(TRIES);
  }

  /**
   * Appends a record if the log has none after the state that its entries were derived from.
   *
   * @param number the last record of that state
   * @param entries what follows from it, at least one
   * @return the record; empty if nothing was appended, because another driver was faster or the
   *     store failed
   * @throws StorageException if the store failed permanently and nothing was appended
   * @throws CommitUnknownException if it is unknown whether the record was appended
   */
  public Optional<CommitRecord> appendAfter(long number, List<LogEntry> entries) {
    if (state.number() != number) {
      return Optional.empty();
    }
    CommitRecord record = new CommitRecord(header(), entries);
    state.copy().apply(record.number(), entries);
    if (!tryAppend(record)) {
      return Optional.empty();
    }
    take(record); // Not read again: a store failure now must not hide that the record exists.
    return Optional.of(record);
  }

  /** The failure to report after all attempts. */
  public StorageException cannotAppend(int tries) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "could not append to the commit log %s: gave up after %d attempts: another driver was"
                + " faster, or the store failed (%s)",
            layout.commits(),
            tries,
            RootCause.line(failure)),
        failure);
  }

  private CommitRecord.Header header() {
    return new CommitRecord.Header(
        state.number() + 1,
        String.format(Locale.ROOT, "%016x", random.nextLong()),
        writer.value(),
        clock.instant(),
        countWindow);
  }

  /** Whether the record is in the log now. */
  private boolean tryAppend(CommitRecord record) {
    try {
      if (!endFlatList(record.header())) {
        return false;
      }
      store.putIfAbsent(
          layout.commitFile(record.number(), CommitFile.RECORD),
          out -> RecordFile.write(out, record));
      return true;
    } catch (IOException e) {
      // Another driver's record, our own after a retry inside the store, or a plain failure: the
      // log shows which.
      failure = e;
      return isOurs(record, e);
    }
  }

  /**
   * Ends the flat list of earlier versions, even an empty one, before the first record of the first
   * segment.
   *
   * @return whether it is ended now; otherwise the log must be read again
   */
  private boolean endFlatList(CommitRecord.Header header) throws IOException {
    if (reader.isSegmented()) {
      return true;
    }
    try {
      store.putIfAbsent(
          layout.flatFile(header.number(), CommitFile.RECORD),
          out -> SignpostFile.write(out, header));
    } catch (IOException e) {
      // A record of an earlier version, a signpost, or a plain failure: the file shows which.
    }
    try {
      reader.read(header.number());
      return false;
    } catch (NoSuchFileException e) {
      return reader.isSegmented();
    }
  }

  private boolean isOurs(CommitRecord record, IOException cause) {
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        return read(record.number()).header().nonce().equals(record.header().nonce());
      } catch (NoSuchFileException e) {
        return false;
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
    throw new CommitUnknownException(
        String.format(
            Locale.ROOT,
            "writing %s failed, and its outcome could not be checked; the next run will find out",
            layout.commitFile(record.number(), CommitFile.RECORD)),
        cause);
  }

  /** Where everything is. */
  Layout layout() {
    return layout;
  }

  /** Reads a record again. */
  public CommitRecord read(long number) throws IOException {
    return reader.read(number);
  }

  /** Records permanently that all files of a record were in their final place. */
  public void markPublished(long number) throws IOException {
    marks.markPublished(number);
  }

  /** Whether all files of a record were in their final place once. */
  Publication.Marked marked(long number) throws IOException {
    StorePath mark = reader.publishedPath(number);
    return () -> store.stat(mark).isPresent();
  }

  /** Records permanently that a record's counts were posted. */
  public void markAudited(long number) throws IOException {
    marks.markAudited(number);
  }

  /**
   * Writes a checkpoint of the current state if there are enough records since the last one and all
   * of them are published. Keeps the last one, in case this one is damaged, and deletes older ones.
   *
   * @param interval number of records between checkpoints
   */
  public void checkpointEvery(int interval) throws IOException {
    if (unpublished().isEmpty()
        && state.number() - checkpoint >= interval
        && reader.isSegmented()) {
      new Checkpoint(state, unaudited(), Optional.of(reader.flatRecords())).write(store, layout);
      deleteCheckpointsBefore(checkpoint);
      checkpoint = state.number();
    }
  }

  private void deleteCheckpointsBefore(long number) throws IOException {
    StorePath oldest = layout.commitFile(number, CommitFile.CHECKPOINT);
    for (String name : store.names(layout.checkpoints())) {
      if (name.compareTo(oldest.name()) < 0) {
        store.delete(layout.checkpoints().child(name));
      }
    }
  }

  /**
   * Deletes leftovers of crashed appends since the last checkpoint; a driver that still needs its
   * file writes it again.
   */
  void deleteTemporaryFiles() throws IOException {
    Set<StorePath> directories = new LinkedHashSet<>();
    directories.add(layout.checkpoints());
    directories.add(reader.directory(checkpoint));
    long end = state.number() + 1;
    for (long number = checkpoint + 1; number < end; number += layout.segmentRecords()) {
      directories.add(reader.directory(number));
    }
    directories.add(reader.directory(end));
    for (StorePath directory : directories) {
      store.sweep(directory, Instant.MAX);
    }
  }

  /**
   * The newest checkpoint and what follows it. Each directory, and the one after it, is listed
   * before its records are read, to detect a record that is missing below a later one.
   */
  private void load() throws IOException {
    reader
        .newestCheckpoint()
        .ifPresent(
            newest -> {
              state = newest.state();
              marks.expectAudits(newest.unaudited());
              checkpoint = state.number();
            });
    StorePath directory;
    do {
      directory = reader.directory(state.number() + 1);
      Segment segment = reader.segment(state.number() + 1);
      long last = reader.lastNear(segment, state.number() + 1);
      while (directory.equals(reader.directory(state.number() + 1)) && readNext()) {}
      if (directory.equals(reader.directory(state.number() + 1)) && state.number() < last) {
        throw reader.missing(state.number() + 1, last);
      }
      marks.see(segment);
    } while (!directory.equals(reader.directory(state.number() + 1)));
  }

  private boolean readNext() throws IOException {
    CommitRecord record;
    try {
      record = read(state.number() + 1);
    } catch (NoSuchFileException e) {
      return false;
    }
    try {
      take(record);
    } catch (LogState.RefusedException e) {
      throw new IOException(
          String.format(
              Locale.ROOT, "record %d is not valid: %s", record.number(), e.getMessage()));
    }
    return true;
  }

  /** Applies a record of the log to this object's state. */
  private void take(CommitRecord record) {
    state.apply(record.number(), record.entries());
    marks.expect(record);
  }
}
