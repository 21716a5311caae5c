package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.model.CommitRecord;
import io.camus.model.CommitUnknownException;
import io.camus.model.LogEntry;
import io.camus.model.RootCause;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.RecordFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The append-only list of commit records: the truth. A record exists once its file has been renamed
 * to its number, and that one rename is the only commit point there is.
 *
 * <p>Any number of drivers may append at once; each sees the others' records before its own is
 * accepted. One object is for one thread.
 */
public final class CommitLog {
  private static final String TEMPORARY = "tmp-";
  private static final int TRIES = 10;

  private final Store store;
  private final Layout layout;
  private final RunId writer;
  private final Optional<Duration> countWindow;
  private final Clock clock;
  private final RandomGenerator random;

  private LogState state = LogState.empty();

  /** Records after the checkpoint that still want something done, by number. */
  private final TreeMap<Long, Pending> pending = new TreeMap<>();

  private long checkpoint;

  /** What a record still wants. */
  private record Pending(boolean publish, boolean audit) {}

  /**
   * Opens the log and reads it; nothing is written before the first append.
   *
   * @param writer the id of the driver's run, also before the run is opened
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
    try {
      load();
    } catch (IOException e) {
      throw new StorageException(
          "cannot read the commit log " + layout.commits() + ": " + RootCause.line(e), e);
    }
  }

  /** The state of the log, for those who only want to look. */
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
      throw new StorageException(
          "cannot read the commit log " + layout.commits() + ": " + RootCause.line(e), e);
    }
  }

  /** Numbers of the records whose files were not all seen in their final place yet, ascending. */
  public List<Long> unpublished() {
    return pending.entrySet().stream()
        .filter(e -> e.getValue().publish())
        .map(e -> e.getKey())
        .toList();
  }

  /** Numbers of the records whose counts have to be posted, ascending. */
  public List<Long> unaudited() {
    return pending.entrySet().stream()
        .filter(e -> e.getValue().audit())
        .map(e -> e.getKey())
        .toList();
  }

  /**
   * Appends a record.
   *
   * @param proposal makes the entries from the newest state; asked again whenever another driver
   *     was faster; an empty list means that there is nothing (left) to say
   * @return the record, or empty if the proposal had nothing to say
   * @throws StorageException if the store failed and nothing was appended
   * @throws CommitUnknownException if it cannot be found out whether the record was appended
   */
  public Optional<CommitRecord> append(Function<LogState, List<LogEntry>> proposal) {
    for (int tries = 0; tries < TRIES; tries++) {
      refresh();
      List<LogEntry> entries = proposal.apply(state.copy());
      if (entries.isEmpty()) {
        return Optional.empty();
      }
      CommitRecord record = new CommitRecord(header(), entries);
      state.copy().apply(record.number(), entries);
      if (tryAppend(record)) {
        take(record); // Not read again: a store that fails now must not hide that it is there.
        return Optional.of(record);
      }
    }
    throw new StorageException(
        String.format(
            Locale.ROOT,
            "could not append to the commit log %s: %d times another driver was faster or the store failed",
            layout.commits(),
            TRIES));
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
    StorePath temporary =
        layout.commits().child(TEMPORARY + writer + "-" + record.header().nonce());
    StorePath target = layout.commitFile(record.number(), CommitFile.RECORD);
    OutputStream out;
    try {
      store.makeDirectories(layout.commits());
      out = store.create(temporary);
    } catch (IOException e) {
      throw cannotWrite(temporary, e);
    }
    try {
      RecordFile.write(out, record);
    } catch (IOException e) {
      if (isGone(temporary)) {
        return false; // Another driver's clean-up took it for a left-over.
      }
      throw cannotWrite(temporary, e);
    }
    try {
      store.rename(temporary, target);
      return true;
    } catch (IOException e) {
      // Another driver's record, our own after a retry inside the store, our temporary file cleaned
      // up by somebody, or a plain failure: the log tells.
      boolean ours = isOurs(record, target, e);
      deleteIfPossible(temporary);
      return ours;
    }
  }

  /** A partial file may use the last free space, so it is deleted. */
  private StorageException cannotWrite(StorePath temporary, IOException e) {
    deleteIfPossible(temporary);
    return new StorageException("cannot write " + temporary + ": " + RootCause.line(e), e);
  }

  /** What a store says of a file that was deleted while it was written differs; a look tells. */
  private boolean isGone(StorePath temporary) {
    try {
      return store.stat(temporary).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private void deleteIfPossible(StorePath temporary) {
    try {
      store.delete(temporary);
    } catch (IOException e) {
      // The clean-up of a later run deletes it.
    }
  }

  private boolean isOurs(CommitRecord record, StorePath target, IOException cause) {
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
            "the rename to %s failed, and so did looking whether it took effect; the next run finds out",
            target),
        cause);
  }

  /** Reads a record again. */
  public CommitRecord read(long number) throws IOException {
    return read(store, layout, number);
  }

  static CommitRecord read(Store store, Layout layout, long number) throws IOException {
    StorePath path = layout.commitFile(number, CommitFile.RECORD);
    return RecordFile.read(store.open(path), number, path.toString());
  }

  /** Remembers for ever that a record's files were all seen in their final place. */
  public void markPublished(long number) throws IOException {
    mark(number, CommitFile.PUBLISHED);
    settle(number, new Pending(false, pending.getOrDefault(number, NOTHING).audit()));
  }

  /** Whether anybody has seen all files of a record in their final place. */
  boolean isPublished(long number) throws IOException {
    return store.stat(layout.commitFile(number, CommitFile.PUBLISHED)).isPresent();
  }

  /** Remembers for ever that a record's counts were posted. */
  public void markAudited(long number) throws IOException {
    mark(number, CommitFile.AUDITED);
    settle(number, new Pending(pending.getOrDefault(number, NOTHING).publish(), false));
  }

  private static final Pending NOTHING = new Pending(false, false);

  private void settle(long number, Pending left) {
    if (left.equals(NOTHING)) {
      pending.remove(number);
    } else {
      pending.put(number, left);
    }
  }

  private void mark(long number, CommitFile kind) throws IOException {
    try {
      store.create(layout.commitFile(number, kind)).close();
    } catch (FileAlreadyExistsException e) {
      // Somebody else was faster; a mark has no content.
    }
  }

  /**
   * Writes a checkpoint of the present state if enough records have passed since the last one and
   * all of them are published; that one stays, in case this one is damaged, and older ones go.
   *
   * @param interval number of records between checkpoints
   */
  public void checkpointEvery(int interval) throws IOException {
    if (unpublished().isEmpty() && state.number() - checkpoint >= interval) {
      new Checkpoint(state, unaudited()).write(store, layout, writer);
      deleteCheckpointsBefore(checkpoint);
      checkpoint = state.number();
    }
  }

  private void deleteCheckpointsBefore(long number) throws IOException {
    for (Store.Entry entry : store.list(layout.commits())) {
      String name = entry.path().name();
      if (isCheckpoint(name) && numberOf(name) < number) {
        store.delete(entry.path());
      }
    }
  }

  private static boolean isCheckpoint(String name) {
    return name.endsWith(CommitFile.CHECKPOINT.suffix()) && !name.startsWith(TEMPORARY);
  }

  /**
   * Deletes what crashed appends left behind; a driver that still needs its file writes it again.
   */
  void deleteTemporaryFiles() throws IOException {
    for (Store.Entry entry : store.list(layout.commits())) {
      String name = entry.path().name();
      if (name.startsWith(TEMPORARY) && !name.startsWith(TEMPORARY + writer)) {
        store.delete(entry.path());
      }
    }
  }

  private void load() throws IOException {
    Set<String> names = new HashSet<>();
    List<Long> checkpoints = new ArrayList<>();
    long last = 0;
    for (Store.Entry entry : store.list(layout.commits())) {
      String name = entry.path().name();
      LocaleDigits.refuse(entry.path());
      names.add(name);
      if (isCheckpoint(name)) {
        checkpoints.add(numberOf(name));
      } else if (name.endsWith(CommitFile.RECORD.suffix())) {
        last = Math.max(last, numberOf(name));
      }
    }
    checkpoints.sort(Comparator.reverseOrder());
    for (long number : checkpoints) {
      Optional<Checkpoint> read = Checkpoint.read(store, layout, number);
      if (read.isPresent()) {
        state = read.get().state();
        read.get()
            .unaudited()
            .forEach(unaudited -> pending.put(unaudited, new Pending(false, true)));
        checkpoint = number;
        break;
      }
    }
    while (readNext()) {}
    if (state.number() < last) {
      throw new NoSuchFileException(
          layout.commitFile(state.number() + 1, CommitFile.RECORD).toString(),
          null,
          String.format(
              Locale.ROOT,
              "the commit log has record %d but not this one; restore it, nothing can be decided without it",
              last));
    }
    for (long number : List.copyOf(pending.keySet())) {
      Pending left = pending.get(number);
      settle(
          number,
          new Pending(
              left.publish()
                  && !names.contains(layout.commitFile(number, CommitFile.PUBLISHED).name()),
              left.audit()
                  && !names.contains(layout.commitFile(number, CommitFile.AUDITED).name())));
    }
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

  /** Makes a record of the log part of this object's picture of it. */
  private void take(CommitRecord record) {
    state.apply(record.number(), record.entries());
    boolean counts = record.commits().anyMatch(commit -> !commit.pulled().counts().isEmpty());
    settle(
        record.number(),
        new Pending(
            record.files().findAny().isPresent(),
            record.header().countWindow().isPresent() && counts));
  }

  private static long numberOf(String name) {
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }
}
