package io.camus.staging;

import io.camus.digest.ContentDigest;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.Receipt;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A file of records during writing. */
final class StagedFile {
  private static final int SMALL_DATUM = 1 << 13;
  private static final int NOTICEABLE_BYTES = 1 << 18;

  private final AttemptFile file;
  private final FileFormat format;
  private final FileFormat.Writer writer;
  private final List<OffsetRange> ranges;

  private final ContentDigest content = new ContentDigest();
  private final Map<Integer, PartBuilder> held = new LinkedHashMap<>();
  private int range = -1;
  private PartBuilder current;
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;
  private int largest = SMALL_DATUM;
  private int largestNoticed = SMALL_DATUM;
  private long noticed;

  /**
   * @param file receives its bytes; ended by {@link #finish} or {@link #abandon}
   * @param ranges the planned ranges of its group
   */
  StagedFile(
      AttemptFile file,
      List<OffsetRange> ranges,
      FileFormat format,
      DatumType type,
      Map<String, String> metadata)
      throws IOException {
    this.file = file;
    this.ranges = ranges;
    this.format = format;
    Map<String, String> facts = new HashMap<>(type.metadata());
    facts.putAll(metadata);
    this.writer = format.create(file, type.schema(), facts);
  }

  /** Bytes flushed from the format's buffers. */
  long length() {
    return file.length();
  }

  /** Its approximate memory in bytes. */
  long memory() {
    return OpenLimits.ofFile(format)
        + (largest == SMALL_DATUM ? 0 : 2L * largest)
        + writer.buffered();
  }

  /** The memory of buffered records, which {@link #flush} frees. */
  long buffered() {
    return writer.buffered();
  }

  /** Writes buffered records to free their memory. */
  void flush() throws IOException {
    writer.flush();
    noticed = writer.buffered();
  }

  /** Whether it has taken noticeably more memory since the last call. */
  boolean hasGrown() {
    boolean grown = largest > largestNoticed || writer.buffered() >= noticed + NOTICEABLE_BYTES;
    if (grown) {
      largestNoticed = largest;
      noticed = writer.buffered();
    }
    return grown;
  }

  /**
   * Appends a datum of the file's type.
   *
   * @param of the index of its range in the group
   */
  void append(Datum datum, int of, long offset) throws IOException {
    writer.append(datum);
    content.add(datum.crc32c, datum.length);
    while (largest < datum.length) {
      largest = Math.max(datum.length, (int) Math.min(2L * largest, Integer.MAX_VALUE));
    }
    if (of != range) {
      range = of;
      current = held.computeIfAbsent(of, it -> new PartBuilder(ranges.get(it), offset));
    }
    current.last = offset;
    current.records++;
    firstEventMillis = Math.min(firstEventMillis, datum.eventTimeMillis);
    lastEventMillis = Math.max(lastEventMillis, datum.eventTimeMillis);
  }

  /** What it holds of one range. */
  private static final class PartBuilder {
    private final OffsetRange planned;
    private final long first;
    private long last;
    private long records;

    PartBuilder(OffsetRange planned, long first) {
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

  /** Abandons it before it is finished. */
  void abandon() throws IOException {
    file.abandon();
  }

  /**
   * Finishes the file.
   *
   * @param directory its destination directory
   * @param name its final name, from its content
   */
  DataFile finish(DataFile.Kind kind, StorePath directory, Function<List<Part>, String> name)
      throws IOException {
    writer.close();
    List<Part> parts = held.values().stream().map(PartBuilder::part).toList();
    Receipt receipt = file.finish(directory.child(name.apply(parts)));
    return new DataFile(
        kind,
        receipt.token(),
        receipt.destination().value(),
        parts,
        file.length(),
        firstEventMillis,
        lastEventMillis,
        file.digest(),
        content.text());
  }
}
