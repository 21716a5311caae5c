package io.camus.books;

import io.camus.commit.LogReader;
import io.camus.commit.StoreCalls;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Reads the counts of the commit log that may be in a span. */
public final class LoggedCounts {
  /** Records are large, and parsing them takes most of the time. */
  private static final int AT_ONCE = 8;

  private static final StoreCalls CALLS =
      new StoreCalls(Math.min(AT_ONCE, Runtime.getRuntime().availableProcessors()));

  private final LogReader log;
  private final long last;
  private final Consumer<CommitRecord> also;

  /**
   * @param last number of the last record
   */
  public LoggedCounts(LogReader log, long last) {
    this(log, last, record -> {});
  }

  /**
   * @param last number of the last record
   * @param also receives each record, in order, so that the log is read only once
   */
  public LoggedCounts(LogReader log, long last, Consumer<CommitRecord> also) {
    this.log = log;
    this.last = last;
    this.also = also;
  }

  /**
   * Reads the records from a day before the span.
   *
   * @throws StorageException if one cannot be read
   */
  void read(BookSpan span, LogTally tally) {
    try {
      long first = firstSince(Instant.ofEpochMilli(span.readFromMillis()));
      for (long from = first; from <= last; from += AT_ONCE) {
        long to = Math.min(last, from + AT_ONCE - 1);
        for (CommitRecord record :
            CALLS.map(LongStream.rangeClosed(from, to).boxed().toList(), log::read, done -> {})) {
          tally.accept(record);
          also.accept(record);
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          String.format(
              Locale.ROOT,
              "cannot read the commit log: %s; camus verify checks all of it",
              RootCause.line(e)),
          e);
    }
  }

  /**
   * The number of the first record that was written at or after a time. Clocks of drivers differ,
   * so this is only as exact as they are; the margin of a span covers it.
   */
  private long firstSince(Instant time) throws IOException {
    long low = 1;
    long high = last + 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      CommitRecord record = log.read(middle);
      if (record.header().writtenAt().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
