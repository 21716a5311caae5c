package io.camus.iceberg;

import io.camus.spi.Table.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/**
 * Reads the footers of published files. Several files are read at once.
 *
 * @param entry what becomes of a file and its footer
 */
record FilesReader<T>(Footers footers, BiFunction<File, Footer, T> entry) {
  private static final int AT_ONCE = 16;

  /** What becomes of files, in their order. */
  List<T> read(List<File> files) throws IOException {
    if (files.size() < 2) {
      List<T> entries = new ArrayList<>();
      for (File file : files) {
        entries.add(read(file));
      }
      return entries;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, files.size()));
    try {
      List<Future<T>> readings = new ArrayList<>();
      for (File file : files) {
        Callable<T> reading = () -> read(file);
        readings.add(threads.submit(reading));
      }
      List<T> entries = new ArrayList<>();
      for (Future<T> reading : readings) {
        entries.add(reading.get());
      }
      return entries;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      } else if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private T read(File file) throws IOException {
    return entry.apply(file, footers.read(file));
  }
}
