package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.OneByOne;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.engine.Engine;
import io.camus.model.CamusException;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.report.RunSummary;
import io.camus.run.Interleaving.Actor;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.spi.Table;
import io.camus.table.StoreTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * A world with one partition to pull, and processes that go on until their {@link Directions} stop
 * them ({@link FaultyStore.Fault#MEANWHILE}). The invariants hold whenever one stops.
 */
final class Scene implements AutoCloseable {
  private final World world = new World();
  private final Interleaving processes = new Interleaving();
  private final List<CamusException> failures = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** By it a task gets another attempt at every glance, and each attempt is asked twice. */
  private final Random alwaysZero =
      new Random() {
        @Override
        protected int next(int bits) {
          return 0;
        }
      };

  private final AtomicInteger failingAppends = new AtomicInteger();
  private int records;

  Scene() throws IOException {
    produce(5);
  }

  /** Records with the time of now. */
  void produce(int count) {
    for (int i = 0; i < count; i++) {
      world.produce("a.b", 0, world.clock.millis(), "record " + records++);
    }
  }

  /** From now on the buckets of the topic are tracked. */
  void trackBuckets() {
    world.trackBuckets();
  }

  /** From now on the topic has a table. */
  void useTables() {
    world.inTables = true;
    world.catalog = tables -> new FailingTables(tables, failingAppends);
  }

  /** The next appends to a table fail, and all later ones work. */
  void failAppends(int count) {
    failingAppends.set(count);
  }

  /** The topic's table is there, with files of another log. */
  void makeTable() throws IOException {
    Table table =
        new StoreTables(world.store, WorldTables.CATALOG)
            .create(
                WorldTables.rule("a.b").table(),
                WorldTables.ANY,
                WorldTables.rule("a.b").partitioning(),
                new Table.Position("other", 1));
    assertThat(table.follows("other")).hasValue(1);
  }

  /** From now on the producers' tier has to balance before a bucket is closed. */
  void balanceTier() {
    world.balance(World.TIER);
  }

  /**
   * The producers publish what they have counted so far.
   *
   * @param lost how many of the last records are in no count yet
   */
  void publishCounts(int lost) {
    List<World.Produced> last =
        world.produced.subList(world.produced.size() - lost, world.produced.size());
    world.publishCounts(World.TIER, last::contains);
  }

  /** Time passes. */
  void pass(Duration time) {
    world.clock.move(time);
  }

  /** An operator sets the position to the end, even during a run. */
  void skipToTheEnd() {
    CommitLog log = log("user", world.store);
    TopicPartition partition = new TopicPartition("a.b", 0);
    PartitionPosition old = log.state().positions().get(partition);
    PartitionPosition end =
        new PartitionPosition(
            old.topicId(), old.generation() + 1, world.kafka.ends().get(partition));
    log.append(state -> List.of(new LogEntry.Sets(new NewPosition(partition, end, "by hand"))));
  }

  /** A driver whose tasks are calls of its own, undisturbed. */
  Actor driver(Directions directions) {
    return driver(directions, List.of("attempt-0-0"));
  }

  /** A driver whose task never gets an attempt. */
  Actor driverWithoutAttempts() {
    return driver(Directions.none(), List.of());
  }

  private Actor driver(Directions directions, List<String> attempts) {
    return driver(
        directions,
        (run, splits) ->
            new InlineEngine(
                    () -> world.attempt(world.store),
                    (of, task, name) ->
                        OneByOne.taskCommit(world.store, world.layout, of, task, name),
                    split -> attempts)
                .start(run, splits));
  }

  /**
   * A driver whose attempts are processes of their own. It stops whenever it looks at its job, each
   * time with one attempt more, up to three; an attempt stops after its commit and commits again.
   *
   * @param first what happens to the first attempt
   */
  Actor driverOfProcesses(Directions directions, Directions first) {
    return driver(
        directions,
        new ProcessEngine(
            world,
            processes,
            name -> store(name.endsWith(" attempt-0-0") ? first : Directions.none()),
            alwaysZero));
  }

  private Actor driver(Directions directions, Engine engine) {
    return start(
        "driver",
        directions,
        (store, log) -> {
          Map<RunId, List<Split>> planned = new HashMap<>();
          RunSummary summary =
              world.run(
                  store,
                  World.Driver.plain(LiveRuns.RESPECT).committingEvery(Duration.ZERO),
                  (run, splits) -> {
                    planned.put(run, splits);
                    return engine.start(run, splits);
                  });
          log.refresh();
          summary.run().ifPresent(run -> check(summary, log, planned.get(run)));
          problems.addAll(summary.problems());
          return summary.problems();
        });
  }

  private void check(RunSummary summary, CommitLog log, List<Split> planned) {
    try {
      new Claims(world, summary.run().orElseThrow(), summary, log).check(planned);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a file where one of the newest record with files shall go. */
  void putStranger() throws IOException {
    CommitLog log = log("user", world.store);
    long number = log.state().number();
    while (log.read(number).files().findFirst().isEmpty()) {
      number--;
    }
    StorePath path =
        new StorePath(log.read(number).files().findFirst().orElseThrow().destination());
    if (world.ground.write(path, Invariants.STRANGER.getBytes(StandardCharsets.UTF_8))) {
      world.strangers.add(path);
    }
  }

  /** Deletes it. */
  void removeStranger() throws IOException {
    for (StorePath stranger : world.strangers) {
      world.store.delete(stranger);
    }
    world.strangers.clear();
  }

  /** What others did in between has cost no process its success. */
  void checkThatNothingFailed() {
    assertThat(failures).isEmpty();
    assertThat(problems).isEmpty();
  }

  /** Somebody who publishes and nothing else. */
  Actor publisher(String name, Directions directions) {
    return start(name, directions, (store, log) -> OneByOne.publisher(store, log).publishAll());
  }

  /** Somebody who has read the log and cleans up. */
  Actor cleaner(Directions directions) {
    return start(
        "clean-up",
        directions,
        (store, log) ->
            OneByOne.cleanUp(store, world.layout, log, OneByOne.publisher(store, log)).cleanUp());
  }

  private Actor start(
      String name, Directions directions, BiFunction<Store, CommitLog, List<Problem>> body) {
    return processes.start(
        name,
        () -> {
          Store store = store(directions);
          try {
            assertThat(body.apply(store, log(name, store)))
                .as("nobody deletes files here")
                .noneMatch(problem -> problem.message().contains("neither here nor at"));
          } catch (CamusException e) {
            failures.add(e); // It had directions to fail, or what others did made it fail.
          }
        });
  }

  private Store store(Directions directions) {
    return new FaultyStore(world.store, directions, processes::pause);
  }

  private CommitLog log(String name, Store store) {
    Random random = new Random(name.hashCode());
    return new CommitLog(
        store,
        world.layout,
        RunId.create(world.clock.instant(), random),
        Optional.of(World.WINDOW),
        world.clock,
        random);
  }

  /** The process of an attempt that has begun. */
  Actor attempt(int number) {
    return processes.processes().stream()
        .filter(process -> process.name().endsWith(" attempt-0-" + number))
        .findFirst()
        .orElseThrow();
  }

  /** Lets a process go on to where it stops next, or to its end. */
  void goOn(Actor process) {
    assertThat(process.hasEnded()).as("%s has ended", process.name()).isFalse();
    processes.goOn(process, 0);
    new Invariants(world).checkAlways();
  }

  /** Lets all processes go on to their ends, and then an undisturbed run. */
  void end() {
    while (!processes.processes().isEmpty()) {
      processes.processes().forEach(this::goOn);
    }
    world.run(world.store, LiveRuns.RESPECT);
    world.checkAll();
  }

  @Override
  public void close() {
    processes.close();
  }
}
