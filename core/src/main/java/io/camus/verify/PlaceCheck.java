package io.camus.verify;

import io.camus.model.OffsetRange;
import java.util.Optional;

/**
 * Holds the places of a file's records against its range: the same partition, strictly ascending
 * offsets, the first and the last one those of the range.
 */
final class PlaceCheck {
  private final OffsetRange range;
  private long records;
  private long last;
  private Optional<String> disorder = Optional.empty();

  PlaceCheck(OffsetRange range) {
    this.range = range;
  }

  void topic(String topic) {
    if (!topic.equals(range.partition().topic())) {
      report("holds a record of topic %s".formatted(topic));
    }
  }

  void record(int partition, long offset) {
    if (partition != range.partition().partition()) {
      report("holds a record of partition %d, at offset %d".formatted(partition, offset));
    } else if (offset < range.from() || offset >= range.to()) {
      report("holds offset %d, which is outside of %s".formatted(offset, range));
    } else if (records == 0 && offset != range.from()) {
      report("begins with offset %d instead of %d".formatted(offset, range.from()));
    } else if (records > 0 && offset <= last) {
      report("has offset %d behind offset %d".formatted(offset, last));
    }
    records++;
    last = offset;
  }

  private void report(String what) {
    if (disorder.isEmpty()) {
      disorder = Optional.of(what);
    }
  }

  long records() {
    return records;
  }

  /** The first thing that is wrong, once all records were seen. */
  Optional<String> disorder() {
    return disorder.isEmpty() && records > 0 && last != range.to() - 1
        ? Optional.of("ends with offset %d instead of %d".formatted(last, range.to() - 1))
        : disorder;
  }
}
