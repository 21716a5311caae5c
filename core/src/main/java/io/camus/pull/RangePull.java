package io.camus.pull;

import io.camus.config.NullValuePolicy;
import io.camus.count.LeftOutCounter;
import io.camus.digest.SourceDigest;
import io.camus.model.DataFile;
import io.camus.model.IncompatibleSchemaException;
import io.camus.model.LeftOut;
import io.camus.model.OffsetRange;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.Rewritten;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.source.EpochTrail;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.staging.GroupFiles;
import io.camus.staging.Rejections;
import io.camus.staging.TopicFault;
import io.camus.staging.UnplacedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pulls one range: decode, choose the file, append, count. {@link #accept} runs once per record; do
 * nothing else there.
 */
final class RangePull {
  private final OffsetRange planned;
  private final TopicPull topic;
  private final GroupFiles files;
  private final int place;
  private final Rejections rejections;
  private final LeftOutCounter leftOut;
  private final ErrorLog errors;
  private final TopicErrors ofTopic;
  private final Optional<SpanLimit> span;
  private final long notBeforeMillis;

  private final SourceDigest source = new SourceDigest();

  private final EpochTrail epochs = new EpochTrail();

  private final EventTimeCounter times;

  private long position;
  private long reached;
  private long written;
  private long escaped;
  private long reduced;
  private long trimmed;
  private long skipped;
  private long seen;
  private long bytes;
  private long end;
  private Optional<Unfinished> unfinished = Optional.empty();

  /**
   * @param files the files of its records
   * @param place its index among the ranges that share the files
   * @param leftOut counts the records that are in none of them
   */
  RangePull(
      OffsetRange planned,
      TopicPull topic,
      GroupFiles files,
      int place,
      Rejections rejections,
      LeftOutCounter leftOut,
      ErrorLog errors,
      TopicErrors ofTopic,
      PullLimits limits) {
    this.planned = planned;
    this.topic = topic;
    this.files = files;
    this.place = place;
    this.rejections = rejections;
    this.leftOut = leftOut;
    this.errors = errors;
    this.ofTopic = ofTopic;
    this.span =
        limits.span().map(it -> new SpanLimit(it.toMillis(), limits.future().toEpochMilli()));
    this.notBeforeMillis = limits.notBefore().map(it -> it.toEpochMilli()).orElse(Long.MIN_VALUE);
    this.times = new EventTimeCounter(topic.decoder().eventTimeFields(), limits.future());
    this.position = planned.from();
    this.reached = planned.from();
    this.end = planned.to();
  }

  /**
   * Processes the next record.
   *
   * @return whether it belongs to the range; one at or after its end does not
   * @throws IOException if the store failed. After any other exception, the range's group is
   *     unusable
   */
  boolean accept(SourceRecord record) throws IOException {
    long offset = record.offset();
    if (offset >= end) { // even after the range was ended early
      return false;
    }
    int size = size(record.key()) + size(record.value());
    Decoded decoded;
    try {
      decoded = topic.decoder().decode(record);
    } catch (SchemaUnavailableException e) {
      endBefore(offset, new Unfinished(Reason.FAULT, e.getMessage()));
      return false;
    } catch (IncompatibleSchemaException e) {
      endBefore(offset, new Unfinished(Reason.INCOMPATIBLE, e.getMessage()));
      return false;
    } catch (RuntimeException | Error e) {
      endBefore(offset, TopicFault.of("decoding", e));
      return false;
    }
    long digest;
    if (decoded instanceof Datum datum) {
      digest = source.of(offset, record.key(), record.value(), datum);
      if (span.isPresent() && span.get().endsBefore(datum.eventTimeMillis)) {
        endBefore(offset, new Unfinished(Reason.LIMIT, "kafka.max.pull.hrs reached"));
        return false;
      }
      if (datum.eventTimeMillis < notBeforeMillis) {
        skipped++;
        leftOut.addOld(record.partition(), datum.eventTimeMillis, offset);
      } else {
        try {
          files.write(datum, place, offset);
        } catch (UnplacedException e) {
          endBefore(offset, TopicFault.of("choosing a directory", e));
          return false;
        }
        written++;
        escaped += datum.escaped ? 1 : 0;
        trimmed += datum.trimmed ? 1 : 0;
        reduced += datum.reduced ? 1 : 0;
      }
      times.add(datum, record);
    } else {
      digest = source.of(offset, record.key(), record.value());
      reject(record, (Decoded.Rejected) decoded);
    }
    source.add(digest);
    bytes += size;
    seen++;
    position = offset + 1;
    return true;
  }

  private static int size(ByteBuffer content) {
    return content == null ? 0 : content.remaining();
  }

  /** An offset, possibly after the end, has this leader epoch. */
  void leaderEpoch(long offset, int epoch) {
    epochs.add(offset, epoch);
  }

  private void endBefore(long offset, Unfinished why) {
    end = offset;
    position = offset;
    unfinished = Optional.of(why);
  }

  private void reject(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    leftOut.add(
        record.partition(),
        LeftOut.Reason.of(rejected.cause()),
        record.timestampMillis(),
        record.offset());
    if (rejected.cause() == RejectionCause.NULL_VALUE
        && topic.nullValues() == NullValuePolicy.SKIP) {
      skipped++;
    } else {
      rejections.add(record, rejected);
      errors.add(record, rejected, topic.decoder());
      ofTopic.add(rejected.cause());
      if (ofTopic.isBeyondRepair() && record.offset() + 1 < end) {
        // The topic's other ranges end after the poll, which may still deliver much.
        end = record.offset() + 1;
        unfinished = Optional.of(ofTopic.why());
      }
    }
  }

  /**
   * Everything before the position was delivered.
   *
   * @return whether this is a change
   */
  boolean reached(long newPosition) {
    boolean moved = newPosition > reached;
    reached = Math.max(reached, newPosition);
    position = Math.max(position, newPosition);
    return moved;
  }

  boolean isDone() {
    return position >= end;
  }

  /** Ends the range early. */
  void stop(Unfinished why) {
    if (!isDone()) {
      end = position;
      unfinished = Optional.of(why);
    }
  }

  /** Frees the resources of an open range; nothing is written after this. */
  void closeFiles() throws IOException {
    files.release();
    rejections.end();
  }

  /** Frees unfinished files after the attempt has failed. */
  void abandon() throws IOException {
    rejections.abandon();
  }

  /** Deletes its dead letters. */
  void discard() throws IOException {
    rejections.discard();
  }

  /** The report for a range whose topic was recreated. */
  PulledRange nothing(Unfinished why) {
    return new PulledRange(
        planned.endingAt(planned.from()),
        planned.to(),
        0,
        Map.of(),
        0,
        0,
        new SourceDigest().text(),
        Optional.of(why),
        OptionalInt.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** The dead letter files. */
  List<DataFile> deadLetters() {
    return rejections.files();
  }

  /** The result up to the end. */
  PulledRange result() {
    OffsetRange pulled = planned.endingAt(end);
    return new PulledRange(
        pulled,
        planned.to(),
        written,
        rejections.counts(),
        skipped,
        pulled.length() - seen,
        source.text(),
        unfinished,
        epochs.endingAt(end),
        bytes,
        times.result(),
        escaped + trimmed + reduced == 0
            ? Optional.empty()
            : Optional.of(new Rewritten(escaped, trimmed, reduced)));
  }
}
