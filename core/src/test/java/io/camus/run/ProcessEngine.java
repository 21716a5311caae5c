package io.camus.run;

import io.camus.commit.OneByOne;
import io.camus.commit.TaskCommit;
import io.camus.engine.Engine;
import io.camus.model.CamusException;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.pull.SilentProgress;
import io.camus.pull.TaskProgress;
import io.camus.run.Interleaving.Actor;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A cluster whose attempts are processes of their own: twins from the start or later, tries after a
 * failure, and zombies, since they live and die apart from their driver and a kill does not reach
 * everybody.
 */
final class ProcessEngine implements Engine {
  private static final int MOST_ATTEMPTS = 3;
  private static final int LONGEST_SLEEP = 20;

  private static final TaskProgress NO_PROGRESS = new SilentProgress();

  private final World world;
  private final Interleaving interleaving;
  private final Function<String, Store> stores;
  private final Random random;
  private final Map<RunId, List<Split>> planned = new HashMap<>();

  /**
   * @param stores the store as the process of this name sees it
   */
  ProcessEngine(
      World world, Interleaving interleaving, Function<String, Store> stores, Random random) {
    this.world = world;
    this.interleaving = interleaving;
    this.stores = stores;
    this.random = random;
  }

  /** What jobs were started for, by run. */
  Map<RunId, List<Split>> planned() {
    return planned;
  }

  @Override
  public Job start(RunId run, List<Split> splits) {
    planned.put(run, splits);
    return new ProcessJob(run, splits);
  }

  /** One try at a task. */
  private final class Attempt {
    private final RunId run;
    private final Split split;
    private final String name;
    private final Actor process;
    private boolean succeeded;

    Attempt(RunId run, Split split, int number) {
      this.run = run;
      this.split = split;
      this.name = String.format(Locale.ROOT, "attempt-%d-%d", split.task(), number);
      this.process = interleaving.start(run + " " + name, this::live);
    }

    private void live() {
      Store store = stores.apply(process.name());
      TaskCommit commit = OneByOne.taskCommit(store, world.layout, run, split.task(), name);
      try {
        TaskManifest manifest = world.attempt(store).pull(run, split, name, NO_PROGRESS);
        commit.prepare(manifest);
        commit.commit();
        if (random.nextInt(4) == 0) {
          interleaving.sleep(random.nextInt(LONGEST_SLEEP)); // Whoever asked has heard no answer,
          commit.commit(); // and asks again.
        }
        succeeded = true;
      } catch (IOException | CamusException e) {
        // It has failed; the job tries again.
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final class ProcessJob implements Job {
    private final RunId run;
    private final List<Split> splits;
    private final Map<Integer, List<Attempt>> attempts = new HashMap<>();

    ProcessJob(RunId run, List<Split> splits) {
      this.run = run;
      this.splits = splits;
      splits.forEach(split -> attempts.put(split.task(), new ArrayList<>()));
    }

    @Override
    public String id() {
      return "processes";
    }

    @Override
    public boolean await(Duration atMost) {
      interleaving.pause();
      boolean ended = true;
      for (Split split : splits) {
        List<Attempt> tries = attempts.get(split.task());
        boolean lives = tries.stream().anyMatch(attempt -> !attempt.process.hasEnded());
        if (tries.stream().anyMatch(attempt -> attempt.succeeded)) {
          continue;
        }
        if (tries.size() < MOST_ATTEMPTS && (!lives || random.nextInt(4) == 0)) {
          tries.add(new Attempt(run, split, tries.size()));
          lives = true;
        }
        ended &= !lives;
      }
      return ended;
    }

    @Override
    public Progress progress() {
      return new Progress(0, splits.size(), Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public List<String> failures() {
      List<String> failures = new ArrayList<>();
      attempts.forEach(
          (task, tries) -> {
            if (tries.stream().noneMatch(attempt -> attempt.succeeded)) {
              failures.add("task " + task + " has failed");
            }
          });
      return failures;
    }

    @Override
    public void kill() {
      for (List<Attempt> tries : attempts.values()) {
        for (Attempt attempt : tries) {
          if (random.nextBoolean()) {
            attempt.process.kill();
          }
        }
      }
    }

    @Override
    public void close() {
      kill();
    }
  }
}
