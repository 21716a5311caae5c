package io.camus.verify;

import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the Kafka positions of a file's records against its parts: for each partition, strictly
 * ascending offsets, the first and last offset of the part, and the part's number of records.
 */
final class PlaceCheck {
  private final String topic;
  private final List<Seen> parts = new ArrayList<>();
  private final Map<Integer, Seen> byPartition = new HashMap<>();
  private Optional<String> disorder = Optional.empty();

  PlaceCheck(List<Part> parts) {
    this.topic = parts.get(0).range().partition().topic();
    for (Part part : parts) {
      Seen seen = new Seen(part);
      this.parts.add(seen);
      byPartition.put(part.range().partition().partition(), seen);
    }
  }

  /** The state of a part. */
  private static final class Seen {
    private final Part part;
    private long records;
    private long last;

    Seen(Part part) {
      this.part = part;
    }

    Optional<String> add(long offset) {
      OffsetRange range = part.range();
      String fault = null;
      if (offset < range.from() || offset >= range.to()) {
        fault = String.format(Locale.ROOT, "has offset %d, outside %s", offset, range);
      } else if (records == 0 && offset != range.from()) {
        fault =
            String.format(Locale.ROOT, "begins with offset %d instead of %d", offset, range.from());
      } else if (records > 0 && offset <= last) {
        fault = String.format(Locale.ROOT, "has offset %d after offset %d", offset, last);
      }
      records++;
      last = offset;
      return Optional.ofNullable(fault);
    }

    Optional<String> end() {
      OffsetRange range = part.range();
      if (records > 0 && last != range.to() - 1) {
        return Optional.of(
            String.format(Locale.ROOT, "ends with offset %d instead of %d", last, range.to() - 1));
      }
      return records == part.records()
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "has %d records of %s instead of %d",
                  records,
                  range,
                  part.records()));
    }
  }

  void topic(String ofRecord) {
    if (!ofRecord.equals(topic)) {
      report(String.format(Locale.ROOT, "has a record of topic %s", ofRecord));
    }
  }

  void record(int partition, long offset) {
    Seen seen = byPartition.get(partition);
    if (seen == null) {
      report(
          String.format(
              Locale.ROOT, "has a record of partition %d, at offset %d", partition, offset));
    } else {
      seen.add(offset).ifPresent(this::report);
    }
  }

  private void report(String what) {
    if (disorder.isEmpty()) {
      disorder = Optional.of(what);
    }
  }

  /** The first fault, after all records. */
  Optional<String> disorder() {
    return disorder.or(() -> parts.stream().map(Seen::end).flatMap(Optional::stream).findFirst());
  }
}
