package io.camus.commit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Many independent calls of a store, some at once. A store on a network takes milliseconds for each
 * and has nothing to do meanwhile.
 */
public final class StoreCalls {
  private final int atOnce;

  /**
   * @param atOnce how many calls are made at the same time; 1: in the caller's own thread
   */
  public StoreCalls(int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("no calls: " + atOnce);
    }
    this.atOnce = atOnce;
  }

  /** What is done with an item. */
  @FunctionalInterface
  public interface Call<T, R> {
    R with(T item) throws IOException;
  }

  /**
   * Makes the calls.
   *
   * @param done told after each how many have an answer, in the caller's thread
   * @return the answers, in the order of the items
   * @throws IOException that of the first call that failed; calls that have not begun are not made
   */
  public <T, R> List<R> map(List<T> items, Call<T, R> call, IntConsumer done) throws IOException {
    List<R> answers = new ArrayList<>(items.size());
    if (atOnce == 1 || items.size() < 2) {
      for (T item : items) {
        answers.add(call.with(item));
        done.accept(answers.size());
      }
      return answers;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(atOnce, items.size()), StoreCalls::thread);
    try {
      List<Future<R>> futures = new ArrayList<>(items.size());
      items.forEach(item -> futures.add(threads.submit(() -> call.with(item))));
      for (Future<R> future : futures) {
        answers.add(answer(future));
        done.accept(answers.size());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  /** A call without an answer. */
  @FunctionalInterface
  interface Action<T> {
    void on(T item) throws IOException;
  }

  /**
   * Makes calls without an answer.
   *
   * @throws IOException that of the first call that failed; calls that have not begun are not made
   */
  <T> void each(List<T> items, Action<T> action) throws IOException {
    map(
        items,
        item -> {
          action.on(item);
          return null;
        },
        done -> {});
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "camus-store-call");
    thread.setDaemon(true);
    return thread;
  }

  private static <R> R answer(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the store was called");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      if (e.getCause() instanceof Error failed) {
        throw failed;
      }
      throw new IOException(e.getCause());
    }
  }
}
