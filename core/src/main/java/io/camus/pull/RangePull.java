package io.camus.pull;

import io.camus.config.NullValuePolicy;
import io.camus.count.WindowCounter;
import io.camus.digest.SourceDigest;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.spi.Datum;
import io.camus.spi.Decoded;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The pull of one range: decode, choose the file, append, count. {@link #accept} runs once a
 * record; nothing else may happen there.
 */
final class RangePull {
  private final OffsetRange planned;
  private final TopicPull topic;
  private final AttemptFiles attempt;
  private final Rejections rejections;
  private final ErrorLog errors;
  private final WindowCounter counter;
  private final Optional<SpanLimit> span;
  private final long notBeforeMillis;
  private final Map<String, String> metadata;

  private final List<StagedFile> files = new ArrayList<>();
  private final List<StagedFile> open = new ArrayList<>();
  private final SourceDigest source = new SourceDigest();
  private StagedFile current;

  private final EpochTrail epochs = new EpochTrail();

  private long position;
  private long reached;
  private long written;
  private long skipped;
  private long seen;
  private long bytes;
  private long end;
  private Optional<Unfinished> unfinished = Optional.empty();

  RangePull(
      OffsetRange planned,
      TopicPull topic,
      AttemptFiles attempt,
      StorePath deadLetters,
      ErrorLog errors,
      WindowCounter counter,
      PullLimits limits,
      Map<String, String> metadata) {
    this.planned = planned;
    this.topic = topic;
    this.attempt = attempt;
    this.rejections = new Rejections(attempt, planned, deadLetters, metadata);
    this.errors = errors;
    this.counter = counter;
    this.span =
        limits.span().map(it -> new SpanLimit(it.toMillis(), limits.future().toEpochMilli()));
    this.notBeforeMillis = limits.notBefore().map(it -> it.toEpochMilli()).orElse(Long.MIN_VALUE);
    this.metadata = metadata;
    this.position = planned.from();
    this.reached = planned.from();
    this.end = planned.to();
  }

  /**
   * Takes the next record.
   *
   * @return whether it belongs to the range; one at or after its end does not
   */
  boolean accept(SourceRecord record) throws IOException {
    long offset = record.offset();
    if (offset >= end) { // also once the range was ended early
      return false;
    }
    int size = size(record.key()) + size(record.value());
    Decoded decoded;
    try {
      decoded = topic.decoder().decode(record);
    } catch (SchemaUnavailableException e) {
      endBefore(offset, new Unfinished(Reason.FAULT, e.getMessage()));
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
      } else {
        write(datum, offset);
      }
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

  /** An offset, which may be behind the end, is of this leader epoch. */
  void leaderEpoch(long offset, int epoch) {
    epochs.add(offset, epoch);
  }

  private void endBefore(long offset, Unfinished why) {
    end = offset;
    position = offset;
    unfinished = Optional.of(why);
  }

  private void write(Datum datum, long offset) throws IOException {
    if (current == null || !current.takes(datum)) {
      current = fileFor(datum, offset);
    }
    boolean grows = current.outgrows(datum);
    current.append(datum, offset, attempt.nextUse());
    if (grows) {
      attempt.makeRoomBeside(current);
    }
    counter.add(datum.eventTimeMillis, datum.server, datum.service);
    written++;
  }

  private StagedFile fileFor(Datum datum, long offset) throws IOException {
    open.removeIf(file -> !file.isOpen());
    for (StagedFile file : open) {
      if (file.takes(datum)) {
        return file;
      }
      if (file.isFull()) {
        file.finish();
      }
    }
    attempt.makeRoom(StagedFile.memory(datum.type));
    Bucket bucket = topic.partitioner().bucket(datum.eventTimeMillis);
    StorePath path = attempt.next(datum.type.format().extension());
    Map<String, String> facts = new HashMap<>(metadata);
    facts.put("camus.first.offset", Long.toString(offset));
    facts.put("camus.bucket", bucket.directory());
    StagedFile file =
        new StagedFile(
            path,
            attempt.create(path),
            topic.directory(),
            planned,
            bucket,
            datum.type,
            offset,
            topic.targetFileBytes(),
            facts);
    attempt.opened(file);
    open.add(file);
    files.add(file);
    return file;
  }

  private void reject(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    if (rejected.cause() == RejectionCause.NULL_VALUE
        && topic.nullValues() == NullValuePolicy.SKIP) {
      skipped++;
    } else {
      rejections.add(record, rejected);
      errors.add(record, rejected);
    }
  }

  /**
   * Everything before the position was handed over.
   *
   * @return whether that is news
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

  /** The range ends where it is, before its planned end. */
  void stop(Unfinished why) {
    if (!isDone()) {
      end = position;
      unfinished = Optional.of(why);
    }
  }

  /** Frees what an open range holds; its files are complete after this. */
  void closeFiles() throws IOException {
    for (StagedFile file : files) {
      file.finish();
    }
    rejections.finish();
  }

  /** Frees what the range holds when its attempt has failed; never fails itself. */
  void abandon(Exception failure) {
    try {
      for (StagedFile file : files) {
        file.abandon();
      }
      rejections.abandon();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** What is said of a range whose topic is not the one any more that it was planned for. */
  PulledRange nothing(Unfinished why) {
    return new PulledRange(
        planned.endingAt(planned.from()),
        planned.to(),
        0,
        Map.of(),
        0,
        0,
        List.of(),
        List.of(),
        Optional.of(new SourceDigest().text()),
        Optional.of(why));
  }

  /** What was done, up to the end. */
  PulledRange result() throws IOException {
    List<DataFile> all = new ArrayList<>();
    for (StagedFile file : files) {
      all.add(file.finish());
    }
    rejections.finish().ifPresent(all::add);
    OffsetRange pulled = planned.endingAt(end);
    return new PulledRange(
        pulled,
        planned.to(),
        written,
        rejections.counts(),
        skipped,
        pulled.length() - seen,
        all,
        counter.counts(),
        Optional.of(source.text()),
        unfinished,
        epochs.endingAt(end),
        OptionalLong.of(bytes));
  }
}
