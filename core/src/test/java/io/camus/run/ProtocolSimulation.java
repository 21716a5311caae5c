package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.OneByOne;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.config.FileScope;
import io.camus.format.BufferedLines;
import io.camus.model.CamusException;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.model.StartPosition;
import io.camus.report.RunSummary;
import io.camus.run.FaultyStore.Fault;
import io.camus.run.FaultyStore.Schedule;
import io.camus.run.Interleaving.Actor;
import io.camus.setup.OutOfRangePolicy;
import io.camus.spi.Store;
import io.camus.staging.OpenLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A history by chance: drivers and task attempts, each a process that stops before any of its store
 * calls while the others go on; crashes, ambiguous answers, outages, and the {@link Surroundings}.
 * The invariants hold all the time, and one undisturbed run brings everything to rest, also while
 * the others sleep, and again after they have woken up.
 *
 * <p>One object is one history; the same seed gives the same one.
 */
final class ProtocolSimulation {
  private static final int DRIVERS = 8;
  private static final int LONGEST_TURN = 9;
  private static final int LONGEST_SLEEP = 40;

  /** How many calls fail after one that did; the longest outlives every retry. */
  private static final List<Integer> OUTAGES = List.of(0, 0, 3, 9, 10, 25);

  private static final List<RunLiveness.Answer> BELIEFS = List.of(RunLiveness.Answer.values());

  private final Random random;
  private final World world;
  private final Listings listings;
  private final Surroundings surroundings;
  private final List<String> story = new ArrayList<>();
  private int drivers;

  /** What the store's listings show. */
  enum Listings {
    /** What is there, as the contract wants it. */
    PROMPT,
    /** Sometimes what was there before. */
    STALE
  }

  /** How the data files are written. */
  enum Files {
    /** A record goes to the store when its file's small buffer is full. */
    STREAMED,
    /** Records wait in memory until the format is told to flush them, or the file ends. */
    BUFFERED
  }

  /** What is known of the buckets. */
  enum Buckets {
    /** Nothing. */
    UNTRACKED,
    /** Complete ones are closed, and get markers. */
    TRACKED,
    /** Nothing, and the files in them are those of tables. */
    IN_TABLES
  }

  ProtocolSimulation(Ground.Kind ground, long seed, Listings listings, Buckets buckets)
      throws IOException {
    this(ground, seed, listings, Files.STREAMED, buckets);
  }

  ProtocolSimulation(Ground.Kind ground, long seed, Listings listings, Files files, Buckets buckets)
      throws IOException {
    this.random = new Random(seed);
    this.world = new World(ground, new Random(seed + 1));
    Random scopes = new Random(seed + 2);
    this.world.filesPer = () -> List.of(FileScope.values()).get(scopes.nextInt(3));
    if (files == Files.BUFFERED) {
      BufferedLines ignored = this.world.bufferFiles();
    }
    OpenLimits ample = this.world.open.get();
    this.world.open = () -> scopes.nextBoolean() ? ample : World.SCANT;
    this.listings = listings;
    this.surroundings = new Surroundings(world, random, buckets, this::tell);
    if (buckets == Buckets.TRACKED) {
      world.trackBuckets();
    }
    world.inTables = buckets == Buckets.IN_TABLES;
  }

  /** What happened, one line an event. */
  List<String> story() {
    return story;
  }

  /** Lets the history happen. */
  void run() throws IOException {
    try (Interleaving interleaving = new Interleaving()) {
      surroundings.produce();
      for (int events = 15 + random.nextInt(50); events > 0; events--) {
        event(interleaving);
        if (events % 4 == 0) {
          new Invariants(world).checkAlways();
        }
      }
      rest();
      if (random.nextBoolean()) {
        surroundings.event();
      }
      while (!interleaving.processes().isEmpty()) {
        goOn(interleaving);
      }
      rest();
    }
  }

  private void tell(String event) {
    story.add(event);
  }

  private void event(Interleaving interleaving) throws IOException {
    int kind = random.nextInt(40);
    if (interleaving.processes().isEmpty() || kind <= 2) {
      driver(interleaving);
    } else if (kind <= 10) {
      surroundings.event();
    } else if (kind <= 12) {
      process(interleaving, "checkpoint", this::checkpoint);
    } else if (kind == 13) {
      process(interleaving, "close runs", this::closeRuns);
    } else if (kind <= 15) {
      process(interleaving, "clean up", this::cleanUp);
    } else if (kind == 16 && random.nextBoolean()) {
      Actor victim = any(interleaving);
      tell("kill " + victim.name());
      victim.kill();
    } else {
      goOn(interleaving);
    }
  }

  private Actor any(Interleaving interleaving) {
    List<Actor> processes = interleaving.awake();
    return processes.get(random.nextInt(processes.size()));
  }

  private void goOn(Interleaving interleaving) {
    Actor process = any(interleaving);
    int calls = random.nextInt(1 << random.nextInt(LONGEST_TURN + 1));
    tell(String.format(Locale.ROOT, "%s goes on for %d calls", process.name(), calls));
    interleaving.goOn(process, calls);
    if (process.hasEnded()) {
      tell(process.name() + " has ended");
    }
  }

  /** Nothing disturbs one run, and everything is done after it. */
  private void rest() throws IOException {
    new Invariants(world).checkAlways();
    surroundings.removeStrangers();
    tell("clean run");
    RunSummary last =
        world.run(
            world.ground.store(),
            driver(LiveRuns.RESPECT, RunLiveness.Answer.DEAD, 0),
            new InlineEngine(
                () -> world.attempt(world.ground.store()),
                (run, task, name) ->
                    OneByOne.taskCommit(world.ground.store(), world.layout, run, task, name),
                split -> List.of(String.format(Locale.ROOT, "attempt-%d-0", split.task()))));
    assertThat(last.problems())
        .as("I7: problems of an undisturbed run")
        .noneMatch(it -> it.severity() == Severity.OUTSIDE || it.severity() == Severity.UNKNOWN);
    world.checkAll();
  }

  private void driver(Interleaving interleaving) {
    if (drivers++ >= DRIVERS) {
      return;
    }
    String name = "driver " + drivers;
    World.Driver driver =
        driver(
            random.nextInt(3) == 0 ? LiveRuns.RESPECT : LiveRuns.TAKE_OVER,
            BELIEFS.get(random.nextInt(BELIEFS.size())),
            random.nextInt(8));
    process(interleaving, name, store -> drive(interleaving, name, driver, store));
  }

  private void drive(Interleaving interleaving, String name, World.Driver driver, Store store)
      throws IOException {
    ProcessEngine engine =
        new ProcessEngine(world, interleaving, other -> disturbed(interleaving, other), random);
    RunSummary summary = world.run(store, driver, engine);
    tell(String.format(Locale.ROOT, "%s ends with %s", name, summary.exitCode()));
    assertThat(summary.problems())
        .as("nobody deletes files here")
        .noneMatch(problem -> problem.message().contains("neither here nor at"));
    if (summary.run().isPresent()) {
      RunId run = summary.run().get();
      new Claims(world, run, summary, log(world.ground.store())).check(engine.planned().get(run));
    }
  }

  private World.Driver driver(LiveRuns liveRuns, RunLiveness.Answer answer, int mood) {
    return new World.Driver(
        liveRuns,
        answer,
        mood == 1 ? OutOfRangePolicy.LEAVE_AND_FAIL : OutOfRangePolicy.MOVE_ON,
        mood == 2 ? Set.of(Surroundings.TOPICS.get(0)) : Set.of(),
        1 + random.nextInt(3),
        random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1),
        100,
        mood == 3 ? Optional.of(0L) : Optional.empty(),
        new StartPosition.Earliest(),
        false,
        1 + random.nextInt(3));
  }

  private interface Body {
    void run(Store store) throws IOException;
  }

  private void process(Interleaving interleaving, String name, Body body) {
    tell("start " + name);
    interleaving.start(
        name,
        () -> {
          try {
            body.run(disturbed(interleaving, name));
          } catch (CamusException | IOException e) {
            tell(String.format(Locale.ROOT, "%s: %s", name, e));
          }
        });
  }

  /** The store as one process sees it: with at most one fault or outage, and long sleeps. */
  private Store disturbed(Interleaving interleaving, String name) {
    Fault[] faults = Fault.values();
    Moment faulty = Moment.any(random);
    Fault fault = faults[random.nextInt(faults.length - 1)];
    List<Moment> sleepy = List.of(Moment.any(random), Moment.any(random));
    int[] outage = {0};
    Schedule schedule =
        (change, path) -> {
          interleaving.call();
          boolean sleeps = false;
          for (Moment moment : sleepy) {
            sleeps |= moment.hasCome(change, path);
          }
          if (sleeps) {
            tell(String.format(Locale.ROOT, "%s sleeps before %s", name, path));
            interleaving.sleep(random.nextInt(LONGEST_SLEEP));
          }
          if (change >= 0 && faulty.hasCome(change, path)) {
            tell(String.format(Locale.ROOT, "%s: %s at %s", name, fault, path));
            outage[0] = OUTAGES.get(random.nextInt(OUTAGES.size()));
            return Optional.of(fault);
          }
          if (outage[0] > 0) {
            outage[0]--;
            return Optional.of(Fault.FAILS);
          }
          return Optional.empty();
        };
    return listings == Listings.STALE
        ? world.ground.stale(random, schedule)
        : world.ground.disturbed(schedule, () -> {}).store();
  }

  private void checkpoint(Store store) throws IOException {
    log(store).checkpointEvery(1);
  }

  /** A driver that dies when it has closed the others' runs. */
  private void closeRuns(Store store) {
    new Recovery(
            store,
            world.layout,
            log(store),
            new Recovery.Parts(
                (topic, ranges) -> Optional.empty(),
                (run, owner) -> RunLiveness.Answer.DEAD,
                Duration.ZERO,
                OneByOne.CALLS),
            world.clock)
        .closeDeadRuns(LiveRuns.TAKE_OVER);
  }

  /** A driver that dies when it has cleaned up. */
  private void cleanUp(Store store) {
    CommitLog log = log(store);
    OneByOne.cleanUp(store, world.layout, log, OneByOne.publisher(store, log)).cleanUp();
  }

  private CommitLog log(Store store) {
    return new CommitLog(
        store,
        world.layout,
        RunId.create(world.clock.instant(), random),
        Optional.of(World.WINDOW),
        world.clock,
        random);
  }
}
