package io.camus.yarn;

import io.camus.engine.Engine;
import io.camus.failure.RootCause;
import io.camus.model.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.yarn.exceptions.YarnRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started Hadoop job. May be killed from another thread. */
final class MapReduceJob implements Engine.Job {
  private static final Logger LOG = LoggerFactory.getLogger(MapReduceJob.class);

  /** Timeout for the containers to stop after a kill. */
  private static final Duration KILL_DEADLINE = Duration.ofSeconds(20);

  private final Job job;
  private final YarnJobWatch watch;
  private final JobFolder folder;
  private final int tasks;
  private volatile Engine.Progress known;
  private volatile List<String> knownFailures = List.of();

  MapReduceJob(Job job, YarnJobWatch watch, JobFolder folder, int tasks) {
    this.job = job;
    this.watch = watch;
    this.folder = folder;
    this.tasks = tasks;
    known = new Engine.Progress(0, tasks, Optional.empty(), Optional.empty(), List.of());
  }

  @Override
  public String id() {
    return watch.id();
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!ended()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      Thread.sleep(Math.max(1, Math.min(YarnJobWatch.INTERVAL.toMillis(), left / 1_000_000)));
    }
    return true;
  }

  /** Whether the job has ended; retries failed requests. */
  private boolean ended() {
    return ask("state", watch::ended).orElse(false);
  }

  @Override
  public Engine.Progress progress() {
    ask("progress", job::getCounters).ifPresent(counters -> known = progress(counters));
    return known;
  }

  private Engine.Progress progress(Counters counters) {
    int done = (int) PullCounter.TASKS_DONE.value(counters);
    int failed = ask("failures", watch::failures).map(List::size).orElse(0);
    return new Engine.Progress(
        Math.min(tasks, done + failed),
        tasks,
        Optional.of(PullCounter.RECORDS.value(counters)),
        Optional.of(PullCounter.BYTES.value(counters)),
        List.of());
  }

  @Override
  public List<String> failures() {
    ask("failures", watch::failures).ifPresent(lines -> knownFailures = lines);
    if (knownFailures.isEmpty() && ended()) {
      ask("end", watch::failure)
          .flatMap(why -> why)
          .map(List::of)
          .ifPresent(lines -> knownFailures = lines);
    }
    return knownFailures;
  }

  /** A request to Hadoop about the job. */
  @FunctionalInterface
  private interface Question<T> {
    T answer() throws IOException, InterruptedException;
  }

  /** The answer; empty if there is none now. An interrupt is left to the next wait. */
  private <T> Optional<T> ask(String what, Question<T> question) {
    try {
      return Optional.ofNullable(question.answer());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.info("cannot get the {} of {}: {}", what, id(), RootCause.line(e));
    } catch (YarnRuntimeException e) {
      // Hadoop's client clears the interrupt flag and throws this.
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.info("cannot get the {} of {}: {}", what, id(), RootCause.line(e));
    }
    return Optional.empty();
  }

  @Override
  public void kill() {
    if (ended()) {
      return;
    }
    try {
      watch.kill();
    } catch (IOException e) {
      throw new StorageException("job " + id() + " could not be killed: " + RootCause.line(e), e);
    }
    if (!awaitThroughInterrupts(KILL_DEADLINE)) {
      LOG.warn("tasks of {} are still running {} after they were killed", id(), KILL_DEADLINE);
    }
  }

  @Override
  public void close() {
    try (watch) {
      kill();
      job.close();
    } catch (IOException e) {
      LOG.info("cannot release {}: {}", id(), RootCause.line(e));
    } finally {
      try {
        folder.delete();
      } catch (IOException e) {
        LOG.warn("cannot delete the temporary files of {}: {}", id(), RootCause.line(e));
      }
    }
  }
}
