package io.camus.verify;

import io.camus.model.DataFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/** How much of a destination is checked. A file that is read twice counts half for each time. */
final class Meter {
  private final VerifyProgress progress;
  private final long ofFiles;
  private final long ofBytes;
  private long files;
  private long bytes;

  /** Bytes read from the current file, in all readings. */
  private long read;

  Meter(VerifyProgress progress, Collection<TopicTotals> totals) {
    this.progress = progress;
    this.ofFiles = totals.stream().mapToLong(TopicTotals::files).sum();
    this.ofBytes = totals.stream().mapToLong(TopicTotals::bytes).sum();
  }

  /** Ends the current file. */
  void done(DataFile file) {
    files++;
    bytes += file.bytes();
    read = 0;
    progress.checked(files, ofFiles, bytes, ofBytes);
  }

  /**
   * A stream of the current file.
   *
   * @param readings how often the file is read
   */
  InputStream metered(InputStream in, DataFile file, int readings) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
          read++;
        }
        return next;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
          read += count;
          progress.checked(
              files, ofFiles, bytes + Math.min(file.bytes(), read / readings), ofBytes);
        }
        return count;
      }
    };
  }
}
