package io.camus.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of every store share: the store, a path to play below, many threads at once. */
public abstract class StoreContract {
  protected static final int RACERS = 8;

  /** The store under test. */
  protected Store store;

  /** What one test plays below; on a file system it may be missing, and its parent too. */
  protected StorePath root;

  protected abstract Store store() throws IOException;

  protected abstract StorePath root() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = store();
    root = root();
  }

  /** Puts a text file below the root. */
  protected final StorePath put(String name, String content) throws IOException {
    StorePath file = root.child(name);
    store.putIfAbsent(file, text(content));
    return file;
  }

  protected static Content text(String content) {
    return Content.of(content.getBytes(UTF_8));
  }

  /** Reads a text file. */
  protected final String read(StorePath file) throws IOException {
    try (InputStream in = store.open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  protected final List<String> names(StorePath directory) throws IOException {
    return store.names(directory);
  }

  /** All files at a path and below. */
  protected final List<Store.Entry> all(StorePath path) throws IOException {
    List<Store.Entry> files = new ArrayList<>();
    store.forEach(path, files::add);
    return files;
  }

  protected final List<StorePath> paths(StorePath path) throws IOException {
    return all(path).stream().map(Store.Entry::path).toList();
  }

  /** What one of many wants to be the first to do. */
  protected interface Action {
    void run() throws IOException;
  }

  /** One of many. */
  protected interface Racer {
    boolean run(int number) throws Exception;
  }

  protected static boolean wins(Action action) throws IOException {
    try {
      action.run();
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Runs all racers from one start; their results in order. */
  protected static List<Boolean> race(Racer racer) throws Exception {
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      int number = i;
      racers.add(
          () -> {
            start.await();
            return racer.run(number);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(racers)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
