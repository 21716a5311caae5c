package io.camus.offsets;

import io.camus.model.OffsetRange;
import io.camus.model.Unfinished;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the timestamp of the first record of many ranges, several hundred at a time.
 *
 * @param source opens ranges for reading
 * @param patience how long to wait without data
 */
record FirstRecords(
    Function<List<OffsetRange>, RecordSource> source, Duration patience, InstantSource clock) {
  private static final int RANGES_AT_ONCE = 500;
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * The timestamp of the first record of each range. Ranges without a record, or not read in time,
   * are left out.
   *
   * @param ranges at most one per partition
   * @throws io.camus.model.SourceException if Kafka refuses
   */
  Map<TopicPartition, Instant> times(List<OffsetRange> ranges) throws InterruptedException {
    Map<TopicPartition, Instant> times = new HashMap<>();
    for (int from = 0; from < ranges.size(); from += RANGES_AT_ONCE) {
      read(ranges.subList(from, Math.min(ranges.size(), from + RANGES_AT_ONCE)), times);
    }
    return times;
  }

  private void read(List<OffsetRange> ranges, Map<TopicPartition, Instant> times)
      throws InterruptedException {
    BitSet open = new BitSet();
    open.set(0, ranges.size());
    BitSet done = new BitSet();
    RecordSource.Visitor visitor =
        new RecordSource.Visitor() {
          @Override
          public void record(int range, SourceRecord record) {
            if (open.get(range) && !done.get(range)) {
              done.set(range);
              if (record.offset() < ranges.get(range).to() && record.timestampMillis() >= 0) {
                times.put(
                    ranges.get(range).partition(), Instant.ofEpochMilli(record.timestampMillis()));
              }
            }
          }

          @Override
          public void position(int range, long position) {
            if (open.get(range) && position >= ranges.get(range).to()) {
              done.set(range);
            }
          }

          @Override
          public void broken(int range, Unfinished why) {
            if (open.get(range)) {
              done.set(range);
            }
          }
        };
    try (RecordSource reader = source.apply(List.copyOf(ranges))) {
      Instant giveUp = clock.instant().plus(patience);
      while (!open.isEmpty() && clock.instant().isBefore(giveUp)) {
        reader.poll(POLL, visitor);
        if (!done.isEmpty()) {
          done.stream().forEach(reader::finish);
          open.andNot(done);
          done.clear();
          giveUp = clock.instant().plus(patience);
        }
      }
    }
  }
}
