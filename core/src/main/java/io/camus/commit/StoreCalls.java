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
 * Makes many independent store calls, several in parallel. A remote store takes milliseconds per
 * call.
 */
public final class StoreCalls {
  private final int atOnce;

  /**
   * @param atOnce how many calls are made in parallel; 1: in the caller's own thread
   */
  public StoreCalls(int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("no calls: " + atOnce);
    }
    this.atOnce = atOnce;
  }

  /** The call for an item. */
  @FunctionalInterface
  public interface Call<T, R> {
    R with(T item) throws IOException;
  }

  /**
   * Makes the calls.
   *
   * @param done called with the number of completed calls after each one, in the caller's thread
   * @return the answers, in the order of the items
   * @throws IOException of the first failed call; calls that have not begun are not made
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

  /** A call without a result. */
  @FunctionalInterface
  interface Action<T> {
    void on(T item) throws IOException;
  }

  /**
   * Makes calls without results.
   *
   * @throws IOException of the first failed call; calls that have not begun are not made
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
      throw new InterruptedIOException("interrupted during a file system call");
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
