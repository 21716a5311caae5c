package io.camus.pull;

import io.camus.format.ErrorIndex;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The errors file of a task, which is always made, a sample for each topic and cause, and the first
 * rejections in the log.
 */
final class ErrorLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);

  /** Of so many records of a topic and cause the first one with a hint becomes the sample. */
  private static final int CANDIDATES = 100;

  private final ErrorIndex index;
  private final int toPrint;
  private final Map<String, Map<RejectionCause, Candidate>> candidates = new HashMap<>();
  private int printed;

  /**
   * @param toPrint how many rejections are logged
   */
  ErrorLog(ErrorIndex index, int toPrint) {
    this.index = index;
    this.toPrint = toPrint;
  }

  /**
   * Adds a rejected record.
   *
   * @param decoder has rejected it, and may know what to do
   */
  void add(SourceRecord record, Decoded.Rejected rejected, Decoder decoder) throws IOException {
    index.append(record, rejected);
    candidates
        .computeIfAbsent(record.topic(), topic -> new EnumMap<>(RejectionCause.class))
        .computeIfAbsent(rejected.cause(), cause -> new Candidate())
        .look(record, rejected, decoder);
    if (printed < toPrint) {
      printed++;
      LOG.info(
          "rejected {}-{}@{}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          rejected.message());
    }
  }

  /** One sample for each topic and cause. */
  List<RejectedSample> samples() {
    List<RejectedSample> samples = new ArrayList<>();
    candidates
        .values()
        .forEach(causes -> causes.values().forEach(candidate -> samples.add(candidate.best)));
    return samples;
  }

  @Override
  public void close() throws IOException {
    index.close();
  }

  /** The best sample so far of a topic and cause. */
  private static final class Candidate {
    private RejectedSample best;
    private int seen;

    void look(SourceRecord record, Decoded.Rejected rejected, Decoder decoder) {
      if (seen >= CANDIDATES || (best != null && best.hint().isPresent())) {
        return;
      }
      seen++;
      RejectedSample sample =
          new RejectedSample(
              record.topic(),
              record.partition(),
              record.offset(),
              rejected.cause(),
              rejected.message(),
              decoder.hint(record, rejected));
      best = best == null ? sample : best.better(sample);
    }
  }
}
