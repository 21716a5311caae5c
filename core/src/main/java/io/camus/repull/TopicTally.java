package io.camus.repull;

import java.util.EnumMap;
import java.util.Map;

/** The counts of one topic during a comparison. */
final class TopicTally {
  private final Map<Incomparable, Long> incomparable = new EnumMap<>(Incomparable.class);
  private long ranges;
  private long compared;
  private long records;
  private long bytes;
  private long thinnedRecords;
  private long thinnedLeft;

  void range() {
    ranges++;
  }

  void incomparable(Incomparable why) {
    incomparable.merge(why, 1L, Long::sum);
  }

  /** A range that compaction has thinned out, so its digest is meaningless. */
  void thinned(Incomparable why, long pulled, long left) {
    incomparable(why);
    thinnedRecords += pulled;
    thinnedLeft += left;
  }

  void compared(long moreRanges, long moreRecords, long moreBytes) {
    compared += moreRanges;
    records += moreRecords;
    bytes += moreBytes;
  }

  KafkaReport.Topic report(String topic) {
    return new KafkaReport.Topic(
        topic, ranges, compared, records, bytes, incomparable, thinnedRecords, thinnedLeft);
  }
}
