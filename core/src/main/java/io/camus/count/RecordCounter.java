package io.camus.count;

import io.camus.model.WindowCount;
import java.util.List;

/** Counts the records written to some files. {@link #add} runs once per record. */
public interface RecordCounter {

  /** Counts nothing, if counts are off. */
  RecordCounter NONE =
      new RecordCounter() {
        @Override
        public void add(long eventTimeMillis, String server, String service) {}

        @Override
        public List<WindowCount> counts() {
          return List.of();
        }
      };

  /**
   * Counts one record.
   *
   * @param eventTimeMillis milliseconds since the epoch, may be negative
   * @param server who produced it
   * @param service what produced it
   */
  void add(long eventTimeMillis, String server, String service);

  /** What was counted, sorted by window, server and service. */
  List<WindowCount> counts();
}
