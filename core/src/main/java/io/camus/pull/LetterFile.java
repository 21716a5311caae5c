package io.camus.pull;

import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.pull.FileLabels.OfRange;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** A file of dead letters of one range while it is written. */
final class LetterFile implements OpenFile {
  private final StorePath path;
  private final StorePath directory;
  private final OfRange labels;
  private final DigestedStream stream;
  private final DeadLetters writer;

  private DataFile finished;
  private boolean open = true;
  private long firstOffset = -1;
  private long lastOffset;
  private long records;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long lastUse;
  private long largest;

  /**
   * @param path where it is written
   * @param out its stream, closed by {@link #finish}
   * @param directory where it is published
   */
  LetterFile(StorePath path, OutputStream out, StorePath directory, OfRange labels)
      throws IOException {
    this.path = path;
    this.directory = directory;
    this.labels = labels;
    this.stream = new DigestedStream(out);
    this.writer = new DeadLetters(stream, labels.metadata());
  }

  /** Whether it will take more memory with a record. */
  boolean outgrows(SourceRecord record) {
    return size(record) > largest;
  }

  private static long size(SourceRecord record) {
    return (long) size(record.key()) + size(record.value());
  }

  private static int size(ByteBuffer content) {
    return content == null ? 0 : content.remaining();
  }

  /**
   * Appends a record and why it was rejected.
   *
   * @param use grows with every append of the task
   */
  void append(SourceRecord record, Decoded.Rejected rejected, long use) throws IOException {
    largest = Math.max(largest, 2 * size(record));
    writer.append(record, rejected);
    firstOffset = firstOffset == -1 ? record.offset() : firstOffset;
    lastOffset = record.offset();
    records++;
    firstMillis = Math.min(firstMillis, record.timestampMillis());
    lastMillis = Math.max(lastMillis, record.timestampMillis());
    lastUse = use;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public long memory() {
    return DeadLetters.OPEN_BYTES + 2 * largest;
  }

  @Override
  public long lastUse() {
    return lastUse;
  }

  @Override
  public void close() throws IOException {
    finish();
  }

  /** Frees what an unfinished file holds; it is of no use after this. */
  void abandon() throws IOException {
    if (open) {
      open = false;
      stream.close();
    }
  }

  /** Ends the file; again is fine. */
  DataFile finish() throws IOException {
    if (finished == null) {
      writer.close();
      OffsetRange range = labels.range();
      Part part =
          new Part(
              new OffsetRange(
                  range.partition(),
                  range.topicId(),
                  range.generation(),
                  firstOffset,
                  lastOffset + 1),
              records);
      finished =
          new DataFile(
              DataFile.Kind.DEAD_LETTER,
              path.value(),
              directory.child(OfRange.ofDeadLetters(part)).value(),
              List.of(part),
              stream.length(),
              firstMillis,
              lastMillis,
              stream.digest(),
              writer.contentDigest());
      open = false;
    }
    return finished;
  }
}
