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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recognizes the markers of complete buckets. The record that a marker names has to close the
 * directory in which it is, and as complete.
 */
final class MarkerCheck {
  /** Longer files are not markers, whatever they contain. */
  private static final long LONGEST = 16 << 20;

  private static final int REMEMBERED = 1_000;

  private final Store store;
  private final LogReader log;

  /** Completions by record. */
  private final Map<Long, List<Completion>> completions = new HashMap<>();

  MarkerCheck(Store store, LogReader log) {
    this.store = store;
    this.log = log;
  }

  /** Whether a file is a marker of the log. */
  boolean isMarker(Store.Entry entry) throws IOException {
    String name = entry.path().name();
    if (entry.length() > LONGEST || !(name.startsWith("_") || name.startsWith("."))) {
      return false;
    }
    try {
      BucketMarker marker = MarkerFile.read(store.open(entry.path()), entry.path().value());
      return closes(marker, entry.path());
    } catch (UnreadableFileException | LogReader.BrokenFileException | NoSuchFileException e) {
      return false;
    }
  }

  private boolean closes(BucketMarker marker, StorePath path) throws IOException {
    String directory = PathKey.of(path.parent().value());
    for (Completion completion : of(marker.record())) {
      if (completion.topic().equals(marker.topic())
          && completion.marker().filter(path.name()::equals).isPresent()) {
        for (Bucket bucket : completion.buckets()) {
          boolean complete =
              bucket.verdict() == Verdict.COMPLETE || bucket.verdict() == Verdict.LATE;
          if (complete && PathKey.of(bucket.sums().directory()).equals(directory)) {
            return PathKey.of(marker.directory()).equals(directory);
          }
        }
      }
    }
    return false;
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
