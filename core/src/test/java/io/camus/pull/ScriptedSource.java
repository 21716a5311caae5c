package io.camus.pull;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Unfinished;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A source that does, poll by poll, what a test says; then nothing comes any more. */
final class ScriptedSource implements RecordSource {
  private final Deque<Consumer<Visitor>> polls = new ArrayDeque<>();
  private final Set<Integer> replacedTopics = new HashSet<>();
  private final SourceRecord view = new SourceRecord();
  private List<OffsetRange> ranges;
  private boolean closed;

  /** The same source whenever one is opened. */
  RecordSource open(List<PlannedRange> opened) {
    ranges = opened.stream().map(PlannedRange::range).toList();
    return this;
  }

  boolean isClosed() {
    return closed;
  }

  ScriptedSource poll(Consumer<Visitor> poll) {
    polls.add(poll);
    return this;
  }

  /** The topic of a range is deleted and made again. */
  void replaceTopic(int range) {
    replacedTopics.add(range);
  }

  /** Hands a record on; a null value is a tombstone. */
  void record(Visitor visitor, int range, long offset, long timeMillis, String value) {
    OffsetRange of = ranges.get(range);
    visitor.record(
        range,
        view.set(
            of.partition().topic(),
            of.partition().partition(),
            offset,
            timeMillis,
            null,
            value == null ? null : ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)),
            new RecordHeaders()));
  }

  @Override
  public void poll(Duration atMost, Visitor visitor) {
    if (!polls.isEmpty()) {
      polls.remove().accept(visitor);
    }
  }

  @Override
  public void finish(int range) {}

  @Override
  public boolean isTopicReplaced(int range) {
    return replacedTopics.contains(range);
  }

  @Override
  public String leaderState(int range) {
    return "broker of range " + range;
  }

  @Override
  public void close() {
    closed = true;
  }

  static Unfinished fault(String message) {
    return new Unfinished(Unfinished.Reason.FAULT, message);
  }
}
