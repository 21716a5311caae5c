package io.camus.report;

import io.camus.pull.RejectedSample;
import io.camus.report.Rejection.Sample;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of rejected records in the history of a finished run. */
public final class RejectedSamples {
  /** No samples. */
  public static final RejectedSamples NONE = new RejectedSamples(Map.of());

  private final Map<RejectedSample.Key, RejectedSample> samples;

  private RejectedSamples(Map<RejectedSample.Key, RejectedSample> samples) {
    this.samples = samples;
  }

  /**
   * Reads them. There are few, however many records were rejected: one per task, topic and cause.
   *
   * @param directory the run's directory in the history
   * @throws IOException if a file cannot be read
   */
  public static RejectedSamples read(Store store, StorePath directory) throws IOException {
    Map<RejectedSample.Key, RejectedSample> samples = new HashMap<>();
    for (String name : store.names(directory)) {
      if (RejectedSample.isFile(name)) {
        try (InputStream in = store.open(directory.child(name))) {
          RejectedSample.read(in)
              .forEach(it -> samples.merge(it.key(), it, RejectedSample::better));
        }
      }
    }
    return new RejectedSamples(samples);
  }

  /** The rows, with missing samples added if available. */
  public List<Rejection> fill(List<Rejection> rows) {
    return rows.stream().map(row -> row.sample().isPresent() ? row : fill(row)).toList();
  }

  private Rejection fill(Rejection row) {
    RejectedSample found = samples.get(new RejectedSample.Key(row.topic(), row.cause()));
    return found == null ? row : row.with(new Sample(found.place(), found.message(), found.hint()));
  }
}
