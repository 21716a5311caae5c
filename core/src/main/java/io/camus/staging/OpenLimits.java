package io.camus.staging;

import io.camus.spi.FileFormat;
import java.util.Locale;

/**
 * Limits of a task attempt's memory for files, and of its open files. At least one file may always
 * be open.
 *
 * @param files their number, at least 1
 * @param bytes approximate memory of open files and waiting records together; at least 1
 * @param waitingBytes the part of it for waiting records, at least 1
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
              "%d open files, %d bytes for them and %d for waiting records must each be at least 1",
              files,
              bytes,
              waitingBytes));
    }
  }

  /** With a quarter of the bytes, but at most 64 MiB, for waiting records. */
  public OpenLimits(int files, long bytes) {
    this(files, bytes, Math.max(LEAST_WAITING, Math.min(bytes / 4, MOST_WAITING)));
  }

  /** The approximate memory of an open file in bytes; data larger than a few KiB needs more. */
  public static long ofFile(FileFormat format) {
    return STREAM_BYTES + format.openBytes();
  }

  /** The memory of all open files together. */
  long fileBytes() {
    return Math.max(1, bytes - waitingBytes);
  }

  /** Bytes that must wait before a file is opened. */
  int smallBytes() {
    return (int) Math.min(SMALL_BYTES, waitingBytes / SMALL_IN_WAITING);
  }

  /** Number of spill files that are merged at once. */
  int runs() {
    return (int)
        Math.max(2, Math.min(Math.min(files, MOST_RUNS), waitingBytes / SpillReader.BUFFER_BYTES));
  }
}
