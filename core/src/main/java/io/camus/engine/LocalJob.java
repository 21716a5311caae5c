package io.camus.engine;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.pull.TaskProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks of a run in threads of this process. A task that fails is tried a second time. */
final class LocalJob implements Engine.Job {
  private static final Logger LOG = LoggerFactory.getLogger(LocalJob.class);
  private static final int TRIES = 2;
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);

  private final RunId run;
  private final int tasks;
  private final TaskAttempts attempts;
  private final ExecutorService threads;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<Integer, String> failures = new ConcurrentSkipListMap<>();
  private final Map<Integer, String> quiet = new ConcurrentSkipListMap<>();
  private volatile boolean cancelled;

  private LocalJob(RunId run, int tasks, TaskAttempts attempts, int slots) {
    this.run = run;
    this.tasks = tasks;
    this.attempts = attempts;
    AtomicInteger names = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            slots,
            task -> {
              Thread thread = new Thread(task, "camus-task-" + names.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the tasks, those with the most to pull first. */
  static LocalJob start(RunId run, List<Split> splits, TaskAttempts attempts, int slots) {
    LocalJob job = new LocalJob(run, splits.size(), attempts, slots);
    splits.stream()
        .sorted(Comparator.comparingLong(Split::estimatedBytes).reversed())
        .forEach(split -> job.threads.execute(() -> job.work(split)));
    job.threads.shutdown();
    return job;
  }

  private void work(Split split) {
    try {
      for (int number = 0; !pulled(split, number); number++) {}
      ended.incrementAndGet();
    } catch (InterruptedException e) {
      LOG.debug("task {} was stopped", split.task());
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("task {} failed", split.task(), e);
      if (!cancelled) {
        failures.put(
            split.task(),
            String.format(Locale.ROOT, "task %d: %s", split.task(), RootCause.line(e)));
        ended.incrementAndGet();
      }
    }
  }

  /** Whether the task is done; if not, it is worth a retry. */
  private boolean pulled(Split split, int number) throws IOException, InterruptedException {
    String attempt = String.format(Locale.ROOT, "%05d-%d", split.task(), number);
    AttemptProgress progress = new AttemptProgress(split.task());
    if (progress.cancelled()) {
      throw new InterruptedException("the job is being killed");
    }
    try {
      attempts.pull(run, split, attempt, progress).commit();
      return true;
    } catch (IOException | RuntimeException | Error e) {
      progress.takeBack();
      if (e instanceof Error
          || number + 1 >= TRIES
          || e instanceof ConfigurationException
          || cancelled) {
        throw e;
      }
      LOG.warn(
          "attempt {} of task {} failed, retrying: {}", attempt, split.task(), RootCause.line(e));
      return false;
    } finally {
      quiet.remove(split.task());
    }
  }

  @Override
  public String id() {
    return "local";
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Engine.Progress progress() {
    return new Engine.Progress(
        ended.get(),
        tasks,
        Optional.of(records.get()),
        Optional.of(bytes.get()),
        List.copyOf(quiet.values()));
  }

  @Override
  public List<String> failures() {
    return List.copyOf(failures.values());
  }

  @Override
  public void kill() {
    cancelled = true;
    threads.shutdownNow();
    if (!awaitThroughInterrupts(KILL_DEADLINE)) {
      LOG.warn("tasks of run {} are still running {} after they were stopped", run, KILL_DEADLINE);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Progress of one attempt; subtracted again if it fails. */
  private final class AttemptProgress implements TaskProgress {
    private final int task;
    private long ownRecords;
    private long ownBytes;

    AttemptProgress(int task) {
      this.task = task;
    }

    @Override
    public void pulled(long moreRecords, long moreBytes) {
      ownRecords += moreRecords;
      ownBytes += moreBytes;
      records.addAndGet(moreRecords);
      bytes.addAndGet(moreBytes);
    }

    @Override
    public void quiet(String what) {
      if (what.isEmpty()) {
        quiet.remove(task);
      } else {
        quiet.put(task, what);
      }
    }

    @Override
    public boolean cancelled() {
      return cancelled || Thread.currentThread().isInterrupted();
    }

    void takeBack() {
      records.addAndGet(-ownRecords);
      bytes.addAndGet(-ownBytes);
    }
  }
}
