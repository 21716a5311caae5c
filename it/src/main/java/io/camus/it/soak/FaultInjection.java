package io.camus.it.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * Random SIGKILLs. Two out of three runs are disturbed: their driver is killed, or a container of
 * one of their tasks, if there are containers. The moment is anywhere between the start and the
 * duration of earlier runs.
 */
final class FaultInjection {
  private static final Duration FIRST_GUESS = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Place place;
  private final Random random;
  private Duration usual = FIRST_GUESS;
  private int drivers;
  private int tasks;

  FaultInjection(Place place, Random random) {
    this.place = place;
    this.random = random;
  }

  /**
   * Follows a started run to its end, possibly killing it.
   *
   * @return its exit code; empty if its driver was killed
   */
  Optional<Integer> disturb(CommandRuns runs) throws InterruptedException {
    long start = System.nanoTime();
    int lot = random.nextInt(3);
    Duration moment = usual.multipliedBy(random.nextInt(1_000)).dividedBy(1_000);
    if (lot > 0 && !runs.endsWithin(moment)) {
      if (lot == 1 || !place.hasTaskProcesses()) {
        runs.kill();
        drivers++;
        return Optional.empty();
      }
      killTask(runs);
    }
    int exit = runs.await();
    if (lot == 0) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      usual = usual.plus(took).dividedBy(2);
    }
    return Optional.of(exit);
  }

  /** Kills a container of the run as soon as there is one. */
  private void killTask(CommandRuns runs) throws InterruptedException {
    do {
      Optional<ProcessHandle> task = place.task();
      if (task.isPresent()) {
        tasks += task.get().destroyForcibly() ? 1 : 0;
        return;
      }
    } while (!runs.endsWithin(GLANCE));
  }

  /** Drivers that were killed. */
  int drivers() {
    return drivers;
  }

  /** Containers of tasks that were killed. */
  int tasks() {
    return tasks;
  }
}
