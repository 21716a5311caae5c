package io.camus.run;

import io.camus.commit.TaskCommit;
import io.camus.commit.TaskManifest;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.pull.TaskAttempt;
import io.camus.pull.TaskProgress;
import io.camus.run.FaultyStore.CrashError;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A cluster whose tasks move on by one step whenever their driver waits for them: pull, prepare,
 * commit, in an order by chance and with several attempts a task. Attempts live and die apart from
 * their driver; those that it leaves behind may go on later, as zombies.
 */
final class SteppingEngine implements Engine {
  private static final int MOST_ATTEMPTS = 3;

  private final World world;
  private final Supplier<Store> stores;
  private final Random random;
  private final List<Attempt> zombies;

  /**
   * @param stores the store as a new attempt sees it
   * @param zombies where attempts go that outlive their driver
   */
  SteppingEngine(World world, Supplier<Store> stores, Random random, List<Attempt> zombies) {
    this.world = world;
    this.stores = stores;
    this.random = random;
    this.zombies = zombies;
  }

  private static final TaskProgress NO_PROGRESS =
      new TaskProgress() {
        @Override
        public void pulled(long records, long bytes) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  @Override
  public Job start(RunId run, List<Split> splits) {
    return new SteppingJob(run, splits);
  }

  /** One try at a task, step by step. */
  final class Attempt {
    private final RunId run;
    private final Split split;
    private final String name;
    private final TaskCommit commit;
    private final TaskAttempt pull;
    private TaskManifest manifest;
    private boolean prepared;
    private boolean done;
    private boolean succeeded;

    Attempt(RunId run, Split split, int number) {
      this.run = run;
      this.split = split;
      this.name = "attempt-%d-%d".formatted(split.task(), number);
      Store store = stores.get();
      this.pull = world.attempt(store);
      this.commit = new TaskCommit(store, world.layout, run, split.task(), name);
    }

    boolean isDone() {
      return done;
    }

    /** Goes on; a fault ends the attempt. */
    void step() {
      try {
        if (manifest == null) {
          manifest = pull.pull(run, split, name, NO_PROGRESS);
        } else if (!prepared) {
          commit.prepare(manifest);
          prepared = true;
        } else {
          commit.commit();
          succeeded = true;
          done = true;
        }
      } catch (IOException | CrashError e) {
        done = true;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final class SteppingJob implements Job {
    private final RunId run;
    private final List<Split> splits;
    private final List<Attempt> running = new ArrayList<>();
    private final int[] attempts;
    private final boolean[] succeeded;

    SteppingJob(RunId run, List<Split> splits) {
      this.run = run;
      this.splits = splits;
      this.attempts = new int[splits.size()];
      this.succeeded = new boolean[splits.size()];
      for (int task = 0; task < splits.size(); task++) {
        startAttempt(task);
        if (random.nextInt(3) == 0) {
          startAttempt(task);
        }
      }
    }

    private void startAttempt(int task) {
      Attempt attempt = new Attempt(run, splits.get(task), attempts[task]++);
      running.add(attempt);
      zombies.add(attempt); // Until the job has ended in an orderly way.
    }

    @Override
    public String id() {
      return "stepping";
    }

    @Override
    public boolean await(Duration atMost) {
      if (running.isEmpty()) {
        return true;
      }
      Attempt attempt = running.get(random.nextInt(running.size()));
      attempt.step();
      if (attempt.isDone()) {
        running.remove(attempt);
        zombies.remove(attempt);
        int task = attempt.split.task();
        succeeded[task] |= attempt.succeeded;
        if (!succeeded[task]
            && attempts[task] < MOST_ATTEMPTS
            && running.stream().noneMatch(it -> it.split.task() == task)) {
          startAttempt(task);
        }
      }
      return running.isEmpty();
    }

    @Override
    public Progress progress() {
      return new Progress(0, splits.size(), Optional.empty(), Optional.empty());
    }

    @Override
    public List<String> failures() {
      return List.of();
    }

    @Override
    public void kill() {
      running.clear(); // A kill does not reach everybody: they stay among the zombies.
    }

    @Override
    public void close() {
      kill();
    }
  }
}
