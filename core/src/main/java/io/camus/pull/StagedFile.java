package io.camus.pull;

import io.camus.digest.ContentDigest;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.spi.Datum;
import io.camus.spi.DatumType;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** A data file while it is written: records of one range, one bucket and one type. */
final class StagedFile {
  private static final int SMALL_DATUM = 1 << 13;
  private static final int STREAM_BYTES = 1 << 18;

  private final StorePath path;
  private final StorePath topicDirectory;
  private final OffsetRange range;
  private final Bucket bucket;
  private final DatumType type;
  private final long firstOffset;
  private final long targetBytes;

  private DigestedStream stream;
  private FileFormat.Writer writer;
  private DataFile finished;

  private final ContentDigest content = new ContentDigest();
  private long lastOffset;
  private long records;
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;
  private long lastUse;
  private int largest = SMALL_DATUM;

  /**
   * @param path where it is written
   * @param out its stream, closed by {@link #finish}
   * @param topicDirectory below which its bucket's directory lies once it is published
   * @param range the planned range that its records belong to
   * @param firstOffset the offset of the first record that will be appended
   * @param targetBytes how long it becomes, about
   */
  StagedFile(
      StorePath path,
      OutputStream out,
      StorePath topicDirectory,
      OffsetRange range,
      Bucket bucket,
      DatumType type,
      long firstOffset,
      long targetBytes,
      Map<String, String> metadata)
      throws IOException {
    this.path = path;
    this.topicDirectory = topicDirectory;
    this.range = range;
    this.bucket = bucket;
    this.type = type;
    this.firstOffset = firstOffset;
    this.targetBytes = targetBytes;
    this.stream = new DigestedStream(out);
    this.writer = type.format().create(stream, type, metadata);
  }

  /** Whether a datum can be appended. */
  boolean takes(Datum datum) {
    return writer != null
        && datum.type == type
        && stream.length() < targetBytes
        && bucket.contains(datum.eventTimeMillis);
  }

  /** Whether it is open and as long as it is to become. */
  boolean isFull() {
    return writer != null && stream.length() >= targetBytes;
  }

  /** The memory, about, that a new file takes in bytes; data larger than a few KiB come on top. */
  static long memory(DatumType type) {
    return STREAM_BYTES + type.format().openBytes();
  }

  /** The memory, about, that it takes in bytes while it is open. */
  long memory() {
    return memory(type) + (largest == SMALL_DATUM ? 0 : 2L * largest);
  }

  /** Whether it will take more memory with a datum. */
  boolean outgrows(Datum datum) {
    return datum.length > largest;
  }

  /**
   * Appends a datum that this file takes.
   *
   * @param use grows with every append of the task
   */
  void append(Datum datum, long offset, long use) throws IOException {
    writer.append(datum);
    content.add(datum.crc32c, datum.length);
    while (largest < datum.length) {
      largest = Math.max(datum.length, (int) Math.min(2L * largest, Integer.MAX_VALUE));
    }
    lastOffset = offset;
    lastUse = use;
    records++;
    firstEventMillis = Math.min(firstEventMillis, datum.eventTimeMillis);
    lastEventMillis = Math.max(lastEventMillis, datum.eventTimeMillis);
  }

  long lastUse() {
    return lastUse;
  }

  boolean isOpen() {
    return writer != null;
  }

  /** Frees what an unfinished file holds; it is of no use after this. */
  void abandon() throws IOException {
    if (writer != null) {
      writer = null;
      stream.close();
    }
  }

  /** Ends the file; again is fine. */
  DataFile finish() throws IOException {
    if (finished == null) {
      writer.close();
      OffsetRange own =
          new OffsetRange(
              range.partition(), range.topicId(), range.generation(), firstOffset, lastOffset + 1);
      String name = FinalName.data(own, records, type.format().extension());
      finished =
          new DataFile(
              DataFile.Kind.DATA,
              path.value(),
              topicDirectory.child(bucket.directory()).child(name).value(),
              own,
              records,
              stream.length(),
              firstEventMillis,
              lastEventMillis,
              stream.digest(),
              Optional.of(content.text()));
      writer = null;
      stream = null;
    }
    return finished;
  }
}
