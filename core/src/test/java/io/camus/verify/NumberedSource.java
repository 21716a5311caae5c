package io.camus.verify;

import io.camus.model.OffsetRange;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Topics without end: the record at an offset follows from the offset. */
final class NumberedSource implements RecordSource {
  private final List<OffsetRange> ranges;
  private final LongFunction<String> values;
  private final long firstMillis;
  private boolean done;

  /**
   * @param values the value at an offset, in ISO 8859-1
   * @param firstMillis Kafka's time at offset 0; every offset is 20 minutes later
   */
  NumberedSource(List<OffsetRange> ranges, LongFunction<String> values, long firstMillis) {
    this.ranges = ranges;
    this.values = values;
    this.firstMillis = firstMillis;
  }

  @Override
  public void poll(Duration atMost, Visitor visitor) {
    if (done) {
      return;
    }
    done = true;
    SourceRecord view = new SourceRecord();
    for (int i = 0; i < ranges.size(); i++) {
      OffsetRange range = ranges.get(i);
      for (long offset = range.from(); offset < range.to(); offset++) {
        visitor.record(
            i,
            view.set(
                range.partition().topic(),
                range.partition().partition(),
                offset,
                firstMillis + offset * 1_200_000,
                null,
                ByteBuffer.wrap(values.apply(offset).getBytes(StandardCharsets.ISO_8859_1)),
                new RecordHeaders()));
      }
      visitor.position(i, range.to());
    }
  }

  @Override
  public void finish(int range) {}

  @Override
  public boolean isTopicReplaced(int range) {
    return false;
  }

  @Override
  public void close() {}
}
