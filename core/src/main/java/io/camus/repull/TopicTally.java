package io.camus.repull;

import java.util.EnumMap;
import java.util.Map;

/** The counts of one topic while ranges are compared. */
final class TopicTally {
  private final Map<Incomparable, Long> incomparable = new EnumMap<>(Incomparable.class);
  private long ranges;
  private long compared;
  private long records;
  private long bytes;

  void range() {
    ranges++;
  }

  void incomparable(Incomparable why) {
    incomparable.merge(why, 1L, Long::sum);
  }

  void compared(long moreRanges, long moreRecords, long moreBytes) {
    compared += moreRanges;
    records += moreRecords;
    bytes += moreBytes;
  }

  KafkaReport.Topic report(String topic) {
    return new KafkaReport.Topic(topic, ranges, compared, records, bytes, incomparable);
  }
}
