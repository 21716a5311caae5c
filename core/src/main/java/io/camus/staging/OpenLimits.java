package io.camus.staging;

import io.camus.spi.DatumType;
import java.util.Locale;

/**
 * What bounds the memory of a task attempt's files and the number of them that are open at once.
 * One is open whatever they say.
 *
 * @param files their number, at least 1
 * @param bytes the memory that they and the records that wait for a file take together, about; at
 *     least 1
 * @param waitingBytes the part of it for records that wait, at least 1
 */
public record OpenLimits(int files, long bytes, long waitingBytes) {
  private static final int STREAM_BYTES = 1 << 18;
  private static final long LEAST_WAITING = 1L << 16;
  private static final long MOST_WAITING = 1L << 26;
  private static final int SMALL_BYTES = 1 << 16;
  private static final int SMALL_IN_WAITING = 16;
  private static final int MOST_RUNS = 32;

  public OpenLimits {
    if (files < 1 || bytes < 1 || waitingBytes < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d open files, %d bytes for them and %d for records that wait have to be at least 1",
              files,
              bytes,
              waitingBytes));
    }
  }

  /** With a quarter of the bytes, but no more than 64 MiB, for records that wait. */
  public OpenLimits(int files, long bytes) {
    this(files, bytes, Math.max(LEAST_WAITING, Math.min(bytes / 4, MOST_WAITING)));
  }

  /**
   * The memory in bytes, about, that an open file takes; data larger than a few KiB come on top.
   */
  public static long ofFile(DatumType type) {
    return STREAM_BYTES + type.format().openBytes();
  }

  /** The memory that open files take together. */
  long fileBytes() {
    return Math.max(1, bytes - waitingBytes);
  }

  /** A file is opened once so many bytes wait for it. */
  int smallBytes() {
    return (int) Math.min(SMALL_BYTES, waitingBytes / SMALL_IN_WAITING);
  }

  /** How many run files are merged at once. */
  int runs() {
    return (int)
        Math.max(2, Math.min(Math.min(files, MOST_RUNS), waitingBytes / SpillReader.BUFFER_BYTES));
  }
}
