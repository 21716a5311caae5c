package io.camus.pull;

import io.camus.digest.ContentDigest;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.spi.Datum;
import io.camus.spi.DatumType;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A data file while it is written: records of one group of ranges, one bucket and one type. */
final class StagedFile implements OpenFile {
  private static final int SMALL_DATUM = 1 << 13;
  private static final int STREAM_BYTES = 1 << 18;

  private final StorePath path;
  private final StorePath directory;
  private final List<OffsetRange> ranges;
  private final Function<List<Part>, String> name;
  private final Bucket bucket;
  private final DatumType type;
  private final long targetBytes;

  private DigestedStream stream;
  private FileFormat.Writer writer;
  private DataFile finished;

  private final ContentDigest content = new ContentDigest();
  private final Map<Integer, Held> held = new LinkedHashMap<>();
  private int range = -1;
  private Held current;
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;
  private long lastUse;
  private int largest = SMALL_DATUM;

  /**
   * @param path where it is written
   * @param out its stream, closed by {@link #finish}
   * @param directory where it lies once it is published
   * @param ranges the planned ranges of its group
   * @param name what it is called then, by what it holds
   * @param targetBytes how long it becomes, about
   */
  StagedFile(
      StorePath path,
      OutputStream out,
      StorePath directory,
      List<OffsetRange> ranges,
      Function<List<Part>, String> name,
      Bucket bucket,
      DatumType type,
      long targetBytes,
      Map<String, String> metadata)
      throws IOException {
    this.path = path;
    this.directory = directory;
    this.ranges = ranges;
    this.name = name;
    this.bucket = bucket;
    this.type = type;
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

  @Override
  public long memory() {
    return memory(type) + (largest == SMALL_DATUM ? 0 : 2L * largest);
  }

  /** Whether it will take more memory with a datum. */
  boolean outgrows(Datum datum) {
    return datum.length > largest;
  }

  /**
   * Appends a datum that this file takes.
   *
   * @param of the place of its range in the group
   * @param use grows with every append of the task
   */
  void append(Datum datum, int of, long offset, long use) throws IOException {
    writer.append(datum);
    content.add(datum.crc32c, datum.length);
    while (largest < datum.length) {
      largest = Math.max(datum.length, (int) Math.min(2L * largest, Integer.MAX_VALUE));
    }
    if (of != range) {
      range = of;
      current = held.computeIfAbsent(of, it -> new Held(ranges.get(it), offset));
    }
    current.last = offset;
    current.records++;
    lastUse = use;
    firstEventMillis = Math.min(firstEventMillis, datum.eventTimeMillis);
    lastEventMillis = Math.max(lastEventMillis, datum.eventTimeMillis);
  }

  /** What it holds of one range. */
  private static final class Held {
    private final OffsetRange planned;
    private final long first;
    private long last;
    private long records;

    Held(OffsetRange planned, long first) {
      this.planned = planned;
      this.first = first;
    }

    Part part() {
      return new Part(
          new OffsetRange(
              planned.partition(), planned.topicId(), planned.generation(), first, last + 1),
          records);
    }
  }

  @Override
  public long lastUse() {
    return lastUse;
  }

  @Override
  public boolean isOpen() {
    return writer != null;
  }

  @Override
  public void close() throws IOException {
    finish();
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
      List<Part> parts = held.values().stream().map(Held::part).toList();
      finished =
          new DataFile(
              DataFile.Kind.DATA,
              path.value(),
              directory.child(name.apply(parts)).value(),
              parts,
              stream.length(),
              firstEventMillis,
              lastEventMillis,
              stream.digest(),
              content.text());
      writer = null;
      stream = null;
    }
    return finished;
  }
}
