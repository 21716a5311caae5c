package io.camus.zookeeper;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Reads of many nodes, up to a number of them on their way at once, so that none costs a round trip
 * of its own.
 *
 * @param <T> what is read of a node
 */
final class PipelinedReads<T> {
  private final Source<T> source;
  private final int atOnce;
  private final Duration patience;

  private final Map<String, T> values = new ConcurrentHashMap<>();
  private final AtomicReference<ReadFailure> failure = new AtomicReference<>();
  private final Semaphore free;

  /** Asks for nodes without waiting. */
  @FunctionalInterface
  interface Source<T> {

    /**
     * Asks for one node.
     *
     * @param answer called once, on any thread
     */
    void ask(String path, Answer<T> answer) throws Exception;
  }

  /** Takes what became of a question. */
  @FunctionalInterface
  interface Answer<T> {

    /**
     * What became of it.
     *
     * @param code {@code OK}, {@code NONODE}, or why there is no answer
     * @param value what was read; null unless the code is {@code OK}
     */
    void take(Code code, T value);
  }

  /**
   * Reads of one kind.
   *
   * @param atOnce how many may be on their way
   * @param patience how long to wait for the next answer, whichever it is
   */
  PipelinedReads(Source<T> source, int atOnce, Duration patience) {
    this.source = source;
    this.atOnce = atOnce;
    this.patience = patience;
    this.free = new Semaphore(atOnce);
  }

  /**
   * Reads nodes; to be called once.
   *
   * @return what was read, by path; nodes that are not there are left out
   * @throws ReadFailure of the first node that cannot be read
   */
  Map<String, T> read(Collection<String> paths) throws ReadFailure, InterruptedException {
    String last = "";
    for (String path : paths) {
      last = path;
      awaitOne(path);
      ask(path);
    }
    for (int i = 0; i < atOnce; i++) {
      awaitOne(last);
    }
    return values;
  }

  private void ask(String path) throws ReadFailure, InterruptedException {
    try {
      source.ask(path, (code, value) -> answered(path, code, value));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      ReadFailure failed = new ReadFailure(path, Code.SYSTEMERROR);
      failed.initCause(e);
      throw failed;
    }
  }

  private void answered(String path, Code code, T value) {
    if (code == Code.OK) {
      values.put(path, value);
    } else if (code != Code.NONODE) {
      failure.compareAndSet(null, new ReadFailure(path, code));
    }
    free.release();
  }

  private void awaitOne(String path) throws ReadFailure, InterruptedException {
    boolean inTime = free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (failure.get() != null) {
      throw failure.get();
    }
    if (!inTime) {
      throw new ReadFailure(path, Code.OPERATIONTIMEOUT);
    }
  }
}
