package io.camus.run;

import io.camus.count.CountPoster;
import io.camus.count.CountsFile;
import io.camus.count.TopicCounts;
import io.camus.model.CommitRecord;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps the aggregated counts of a record in a file, and posts them to Kafka, as configured.
 *
 * @param keepAt directory for {@code <run>-<record>.json}; empty: keep none
 * @param poster posts to Kafka; empty: nothing is posted
 * @param window length of an audit window
 */
public record CountsPublisher(
    Store store, Optional<StorePath> keepAt, Optional<CountPoster> poster, Duration window)
    implements CountsStep {

  @Override
  public void publish(CommitRecord record, RunId by) throws IOException {
    CountPoster.Posting counts = CountPoster.Posting.of(record, window);
    if (keepAt.isPresent()) {
      keep(keepAt.get(), record, counts.written(), by);
    }
    poster.ifPresent(it -> it.post(counts));
  }

  /** Several runs may keep the same counts concurrently. */
  private void keep(
      StorePath directory, CommitRecord record, Collection<TopicCounts> counts, RunId by)
      throws IOException {
    if (!record.header().writer().equals(by.value())) {
      store.sweep(directory, Instant.MAX); // Its writer may have died in the meantime.
    }
    StorePath file =
        directory.child(
            String.format(Locale.ROOT, "%s-%020d.json", record.header().writer(), record.number()));
    try {
      store.putIfAbsent(file, out -> write(counts, out));
    } catch (IOException e) {
      if (store.stat(file).isEmpty()) {
        throw e;
      }
    }
  }

  private static void write(Collection<TopicCounts> counts, OutputStream out) throws IOException {
    try (OutputStream buffered = new BufferedOutputStream(out)) {
      CountsFile.write(buffered, counts);
    }
  }
}
