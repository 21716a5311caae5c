package io.camus.verify;

import io.camus.commit.LogReader;
import io.camus.commit.PathKey;
import io.camus.model.BucketMarker;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.MarkerFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the markers of complete buckets with the log. The record that a marker names must close
 * its directory as complete, or count its late files, and must have the same numbers.
 */
final class MarkerCheck {
  /** Longer files are not markers, whatever they contain. */
  private static final long LONGEST = 16 << 20;

  private static final int REMEMBERED = 10_000;

  private final Store store;
  private final LogReader log;

  /** Completions by record. */
  private final Map<Long, List<Completion>> completions = new HashMap<>();

  MarkerCheck(Store store, LogReader log) {
    this.store = store;
    this.log = log;
  }

  /** What a file is. */
  enum Result {
    /** It is a marker of the log. */
    MARKER,
    /** It is a marker that the log has with other content. */
    WRONG,
    /** It is not a marker of the log. */
    OTHER
  }

  /** Compares a file with the log. */
  Result check(Store.Entry entry) throws IOException {
    String name = entry.path().name();
    if (entry.length() > LONGEST || !(name.startsWith("_") || name.startsWith("."))) {
      return Result.OTHER;
    }
    try {
      BucketMarker marker = MarkerFile.read(store.open(entry.path()), entry.path().value());
      Optional<BucketMarker> logged = logged(marker.topic(), entry.path(), marker.record());
      if (logged.isEmpty()
          || !PathKey.of(marker.directory()).equals(PathKey.of(entry.path().parent().value()))) {
        return Result.OTHER;
      }
      return logged.get().equals(marker) ? Result.MARKER : Result.WRONG;
    } catch (UnreadableFileException | LogReader.BrokenFileException | NoSuchFileException e) {
      return Result.OTHER;
    }
  }

  /** A bucket that a record closed, and the entry that did. */
  private record Closed(Completion completion, Bucket bucket, long record) {}

  /** The marker as of a record; empty if that record writes none there. */
  private Optional<BucketMarker> logged(String topic, StorePath path, long record)
      throws IOException {
    List<Closed> late = new ArrayList<>();
    for (long number = record; number > 0; number--) {
      Optional<Closed> closed = closed(topic, path, number);
      if (closed.isEmpty() && number == record) {
        return Optional.empty();
      }
      if (closed.isPresent() && closed.get().bucket().verdict() == Verdict.COMPLETE) {
        Closed first = closed.get();
        BucketMarker marker = BucketMarker.of(first.completion(), first.bucket(), number);
        for (int i = late.size() - 1; i >= 0; i--) {
          Closed next = late.get(i);
          marker = marker.renewed(next.completion(), next.bucket().sums(), next.record());
        }
        return Optional.of(marker);
      }
      closed.ifPresent(late::add);
    }
    return Optional.empty();
  }

  private Optional<Closed> closed(String topic, StorePath path, long record) throws IOException {
    String directory = PathKey.of(path.parent().value());
    for (Completion completion : of(record)) {
      if (completion.topic().equals(topic)
          && completion.marker().filter(path.name()::equals).isPresent()) {
        for (Bucket bucket : completion.buckets()) {
          boolean complete =
              bucket.verdict() == Verdict.COMPLETE
                  || (bucket.verdict() == Verdict.LATE
                      && completion.late() == Completion.LateMarker.RENEW);
          if (complete && PathKey.of(bucket.sums().directory()).equals(directory)) {
            return Optional.of(new Closed(completion, bucket, record));
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<Completion> of(long record) throws IOException {
    List<Completion> known = completions.get(record);
    if (known == null) {
      if (completions.size() == REMEMBERED) {
        completions.clear();
      }
      known = log.read(record).completions().toList();
      completions.put(record, known);
    }
    return known;
  }
}
