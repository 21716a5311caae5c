package io.camus.staging;

import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Merges spill files: reads the parts of one series after the other. */
final class SpillMerge implements AutoCloseable {
  private final List<SpillReader> runs = new ArrayList<>();
  private int number;

  private SpillMerge() {}

  /**
   * Opens spill files.
   *
   * @param paths older records first
   */
  static SpillMerge open(AttemptDirectory attempt, List<StorePath> paths) throws IOException {
    SpillMerge merge = new SpillMerge();
    try {
      for (StorePath path : paths) {
        merge.runs.add(new SpillReader(attempt.open(path), path));
      }
      return merge;
    } catch (IOException e) {
      merge.close();
      throw e;
    }
  }

  /** Moves to the next series; returns its number, or -1 at the end. */
  int next() {
    number = -1;
    for (SpillReader run : runs) {
      if (run.number() != -1 && (number == -1 || run.number() < number)) {
        number = run.number();
      }
    }
    return number;
  }

  /** Bytes of all parts of the series. */
  long bytes() {
    long bytes = 0;
    for (SpillReader run : runs) {
      bytes += run.number() == number ? run.bytes() : 0;
    }
    return bytes;
  }

  /** Copies all parts of the series. */
  void copyTo(OutputStream out) throws IOException {
    for (SpillReader run : runs) {
      if (run.number() == number) {
        run.copyTo(out);
      }
    }
  }

  /** Delivers all records of the series, older ones first. */
  void forEach(WaitingRecords.Visitor visitor) throws IOException {
    for (SpillReader run : runs) {
      if (run.number() == number) {
        run.forEach(visitor);
      }
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (SpillReader run : runs) {
      try {
        run.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
