package io.camus.count;

import io.camus.model.Origin;
import io.camus.model.WindowCount;
import java.util.List;

/** Counts the records written to some files. {@link #add} runs once per record. */
public interface RecordCounter {

  /** Counts nothing, if counts are off. */
  RecordCounter NONE =
      new RecordCounter() {
        @Override
        public void add(long eventTimeMillis, Origin origin) {}

        @Override
        public List<WindowCount> counts() {
          return List.of();
        }
      };

  /**
   * Counts one record.
   *
   * @param eventTimeMillis milliseconds since the epoch, may be negative
   * @param origin what produced it
   */
  void add(long eventTimeMillis, Origin origin);

  /** What was counted, sorted by window, server and service. */
  List<WindowCount> counts();
}
