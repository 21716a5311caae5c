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
 * Records rejections: in the errors file of a task, which always exists, as one sample per topic
 * and cause, and the first ones in the log.
 */
final class ErrorLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);

  /** The sample is the first record with a hint among this many records of a topic and cause. */
  private static final int CANDIDATES = 100;

  private final ErrorIndex index;
  private final int toPrint;
  private final Map<String, Map<RejectionCause, Candidate>> candidates = new HashMap<>();
  private int printed;

  /**
   * @param toPrint maximum number of rejections to log
   */
  ErrorLog(ErrorIndex index, int toPrint) {
    this.index = index;
    this.toPrint = toPrint;
  }

  /**
   * Adds a rejected record.
   *
   * @param decoder has rejected it, and may have a hint
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

  /** One sample per topic and cause. */
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
