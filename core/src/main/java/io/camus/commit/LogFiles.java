package io.camus.commit;

import io.camus.commit.Layout.CommitFile;
import io.camus.model.CommitRecord;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the commit log as they lie there, for those who look at them and append nothing. A
 * file is handed out if it is whole; whether it follows from those before it is not asked here.
 */
public final class LogFiles {
  private static final Pattern NAME = Pattern.compile("00(\\d{18})(\\.[a-z]+)");

  private final Store store;
  private final Layout layout;

  public LogFiles(Store store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * The numbers for which there is a file, by kind.
   *
   * @param records commit records
   * @param published marks that a record's files were seen in their place
   * @param audited marks that a record's counts were made known
   * @param checkpoints states
   */
  public record Listing(
      NavigableSet<Long> records,
      NavigableSet<Long> published,
      NavigableSet<Long> audited,
      NavigableSet<Long> checkpoints) {

    /** The largest number that any file has, 0 if there is none. */
    public long last() {
      return Stream.of(records, published, audited, checkpoints)
          .filter(numbers -> !numbers.isEmpty())
          .mapToLong(NavigableSet::last)
          .max()
          .orElse(0);
    }
  }

  /** A file of the log that is not whole, or is not what its name says. */
  public static final class BrokenFileException extends IOException {
    private static final long serialVersionUID = 1;

    BrokenFileException(UnreadableFileException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * What is there now.
   *
   * @throws io.camus.model.StorageException if a name has digits of a locale
   */
  public Listing list() throws IOException {
    Listing listing =
        new Listing(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (Store.Entry entry : store.list(layout.commits())) {
      LocaleDigits.refuse(entry.path());
      Matcher name = NAME.matcher(entry.path().name());
      if (name.matches()) {
        long number = Long.parseLong(name.group(1));
        for (CommitFile kind : CommitFile.values()) {
          if (kind.suffix().equals(name.group(2))) {
            numbers(listing, kind).add(number);
          }
        }
      }
    }
    return listing;
  }

  private static NavigableSet<Long> numbers(Listing listing, CommitFile kind) {
    return switch (kind) {
      case RECORD -> listing.records();
      case PUBLISHED -> listing.published();
      case AUDITED -> listing.audited();
      case CHECKPOINT -> listing.checkpoints();
    };
  }

  /**
   * Reads a record.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of this number
   * @throws BrokenFileException if it is damaged; the message names it
   */
  public CommitRecord read(long number) throws IOException {
    try {
      return CommitLog.read(store, layout, number);
    } catch (UnreadableFileException e) {
      throw new BrokenFileException(e);
    }
  }

  /** The state that a checkpoint holds; empty if it is torn, which runs pass over. */
  public Optional<LogState> checkpoint(long number) throws IOException {
    return Checkpoint.read(store, layout, number).map(Checkpoint::state);
  }

  /** Whether a record is marked as published now. */
  public boolean isPublished(long number) throws IOException {
    return store.stat(layout.commitFile(number, CommitFile.PUBLISHED)).isPresent();
  }

  /** Where a record lies. */
  public StorePath recordPath(long number) {
    return layout.commitFile(number, CommitFile.RECORD);
  }

  /** Where a checkpoint lies. */
  public StorePath checkpointPath(long number) {
    return layout.commitFile(number, CommitFile.CHECKPOINT);
  }

  /** Where the mark lies that a record is published. */
  public StorePath publishedPath(long number) {
    return layout.commitFile(number, CommitFile.PUBLISHED);
  }
}
