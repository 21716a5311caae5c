package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CleanUp;
import io.camus.commit.CommitLog;
import io.camus.commit.CommitRecord;
import io.camus.commit.LogEntry;
import io.camus.commit.Publisher;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness;
import io.camus.model.CamusException;
import io.camus.model.DataFile;
import io.camus.model.NewPosition;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.model.StartPosition;
import io.camus.offsets.Target;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.setup.OutOfRangePolicy;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A history by chance: drivers that overtake each other in the middle of any store call, attempts
 * that outlive their driver, crashes, ambiguous answers, new records, retention, topics made again,
 * positions set anew, users who move files. The invariants hold after every event, and one
 * undisturbed run brings everything to rest.
 *
 * <p>There are no threads: whoever is interrupted waits until the others have done or died, up to
 * three deep. One object is one history; the same seed gives the same one.
 */
final class ProtocolSimulation {
  private static final int DEEPEST = 3;
  private static final int DRIVERS = 10;
  private static final long HOUR_MILLIS = 3_600_000;

  /** How many calls fail after one that did; the longest outlives every retry. */
  private static final List<Integer> OUTAGES = List.of(0, 0, 3, 25);

  private static final List<RunLiveness.Answer> BELIEFS = List.of(RunLiveness.Answer.values());
  private static final List<String> TOPICS = List.of("a.b", "a_b", "c");

  private final Random random;
  private final World world;
  private final List<SteppingEngine.Attempt> zombies = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private int depth;
  private int drivers;
  private int values;

  ProtocolSimulation(long seed) throws IOException {
    this.random = new Random(seed);
    this.world = new World(new Random(seed + 1));
  }

  /** What happened, one line an event. */
  List<String> story() {
    return story;
  }

  /** Lets the history happen. */
  void run() {
    produce();
    for (int events = 3 + random.nextInt(6); events > 0; events--) {
      event();
      new Invariants(world).checkAlways();
    }
    if (random.nextBoolean()) {
      while (!zombies.isEmpty()) {
        zombie();
      }
    }
    zombies.clear();
    depth = DEEPEST; // Nothing disturbs what follows.
    tell("clean run");
    RunSummary last =
        world.run(
            world.store,
            driver(LiveRuns.RESPECT, RunLiveness.Answer.DEAD, 0),
            new SteppingEngine(world, () -> world.store, random, zombies));
    assertThat(last.problems()).noneMatch(it -> it.severity().compareTo(Severity.DATA) > 0);
    assertThat(last.problems()).noneMatch(it -> it.severity() == Severity.OUTSIDE);
    world.checkAll();
  }

  private void tell(String event) {
    story.add("  ".repeat(depth) + event);
  }

  private void event() {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> driver();
      case 4, 5 -> produce();
      case 6, 7 -> zombie();
      case 8 -> retain();
      case 9 -> setPosition();
      case 10 -> moveFile();
      case 11 -> closeRuns();
      case 12 -> cleanUp();
      default -> {
        if (random.nextInt(3) == 0) {
          deleteTopic();
        } else {
          checkpoint();
        }
      }
    }
  }

  /** What others do while somebody is interrupted. */
  private void meanwhile() {
    depth++;
    for (int events = 1 + random.nextInt(2); events > 0; events--) {
      event();
    }
    depth--;
  }

  private void driver() {
    if (drivers++ >= DRIVERS) {
      return;
    }
    tell("driver " + drivers);
    int name = drivers;
    int depthBefore = depth;
    try {
      RunSummary summary =
          world.run(
              disturbed(name),
              driver(
                  random.nextInt(3) == 0 ? LiveRuns.RESPECT : LiveRuns.TAKE_OVER,
                  BELIEFS.get(random.nextInt(BELIEFS.size())),
                  random.nextInt(8)),
              new SteppingEngine(world, () -> disturbed(name), random, zombies));
      tell("driver %d ends with %s".formatted(name, summary.exitCode()));
      assertThat(summary.problems())
          .as("nobody deletes files here")
          .noneMatch(problem -> problem.message().contains("neither here nor at"));
    } catch (CrashError | CamusException e) {
      depth = depthBefore;
      tell("driver %d: %s".formatted(name, e));
    }
  }

  private World.Driver driver(LiveRuns liveRuns, RunLiveness.Answer answer, int mood) {
    return new World.Driver(
        liveRuns,
        answer,
        mood == 1 ? OutOfRangePolicy.LEAVE_AND_FAIL : OutOfRangePolicy.MOVE_ON,
        mood == 2 ? Set.of(TOPICS.get(0)) : Set.of(),
        1 + random.nextInt(3),
        random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1),
        100,
        mood == 3 ? Optional.of(0L) : Optional.empty(),
        new StartPosition.Earliest(),
        false);
  }

  /** The store as one process sees it. */
  private FaultyStore disturbed(int name) {
    Fault[] faults = Fault.values();
    int faultAt = random.nextInt(3) == 0 ? -1 : random.nextInt(120);
    Fault fault = faults[random.nextInt(faults.length - 1)];
    int[] outage = {0};
    int rarity = 60 + random.nextInt(300);
    return new FaultyStore(
        world.store,
        (change, path) -> {
          if (change >= 0 && change == faultAt) {
            tell("driver %d: %s at change %d, %s".formatted(name, fault, change, path));
            outage[0] = OUTAGES.get(random.nextInt(OUTAGES.size()));
            return Optional.of(fault);
          }
          if (outage[0] > 0) {
            outage[0]--;
            return Optional.of(Fault.FAILS);
          }
          return depth < DEEPEST && random.nextInt(isHot(path) ? rarity / 10 : rarity) == 0
              ? Optional.of(Fault.MEANWHILE)
              : Optional.empty();
        },
        () -> {
          tell("interrupted");
          meanwhile();
        });
  }

  /** Whether an interruption there is worth more than elsewhere. */
  private boolean isHot(StorePath path) {
    return path.parent().name().equals("commits")
        || path.name().equals("runs")
        || path.name().equals("tasks")
        || path.parent().name().equals("tasks");
  }

  private void zombie() {
    if (!zombies.isEmpty()) {
      SteppingEngine.Attempt zombie = zombies.get(random.nextInt(zombies.size()));
      tell("zombie");
      int depthBefore = depth;
      zombie.step();
      depth = depthBefore;
      if (zombie.isDone()) {
        zombies.remove(zombie);
      }
    }
  }

  private void produce() {
    tell("produce");
    long begin = World.NOW.toEpochMilli() - 3 * HOUR_MILLIS;
    for (String topic : TOPICS) {
      for (int partition = 0; partition < 2; partition++) {
        for (int records = random.nextInt(5); records > 0; records--) {
          String value = "record " + values++;
          switch (random.nextInt(8)) {
            case 0 -> world.kafka.hole(topic, partition);
            case 1 -> world.kafka.produce(topic, partition, begin, "\u00ff " + value);
            default ->
                world.kafka.produce(
                    topic, partition, begin + random.nextInt(3) * HOUR_MILLIS, value);
          }
        }
      }
    }
  }

  private Optional<Map.Entry<TopicPartition, Long>> anyPartition() {
    List<Map.Entry<TopicPartition, Long>> ends = List.copyOf(world.kafka.ends().entrySet());
    return ends.isEmpty() ? Optional.empty() : Optional.of(ends.get(random.nextInt(ends.size())));
  }

  private void retain() {
    anyPartition()
        .ifPresent(
            end -> {
              tell("retention of " + end.getKey());
              long from = world.kafka.earliest(end.getKey());
              world.kafka.retain(
                  end.getKey(), from + random.nextInt((int) (end.getValue() - from) + 1));
            });
  }

  private void deleteTopic() {
    String topic = TOPICS.get(random.nextInt(TOPICS.size()));
    tell("delete topic " + topic);
    world.kafka.deleteTopic(topic);
  }

  /** A person sets positions: by the verb, or by force beside whoever is at work. */
  private void setPosition() {
    if (random.nextBoolean()) {
      forcePosition();
      return;
    }
    anyPartition().ifPresent(it -> setByVerb(it.getKey(), it.getValue()));
  }

  private void setByVerb(TopicPartition partition, long end) {
    Target target = PositionVerb.anyTarget(random, world.kafka.earliest(partition), end);
    tell("set %s to %s".formatted(partition.topic(), target));
    int depthBefore = depth;
    try {
      Store store = disturbed(drivers);
      var record = new PositionVerb(world).set(store, log(store), partition.topic(), target);
      tell("set by record " + record);
    } catch (CrashError | CamusException e) {
      depth = depthBefore;
      tell("set %s: %s".formatted(partition.topic(), e));
    }
  }

  private void forcePosition() {
    CommitLog log = log();
    List<Map.Entry<TopicPartition, PartitionPosition>> known =
        List.copyOf(log.state().positions().entrySet());
    if (known.isEmpty()) {
      return;
    }
    Map.Entry<TopicPartition, PartitionPosition> one = known.get(random.nextInt(known.size()));
    PartitionPosition old = one.getValue();
    PartitionPosition now =
        new PartitionPosition(
            old.topicId(), old.generation() + 1, random.nextInt((int) old.next() + 1));
    tell("set %s to %s".formatted(one.getKey(), now));
    log.append(state -> List.of(new LogEntry.Sets(new NewPosition(one.getKey(), now, "by hand"))));
  }

  private void checkpoint() {
    tell("checkpoint");
    try {
      log().checkpointEvery(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A driver that dies when it has closed the others' runs. */
  private void closeRuns() {
    tell("close runs");
    new Recovery(
            world.store,
            world.layout,
            log(),
            (topic, ranges) -> Optional.empty(),
            (run, owner) -> RunLiveness.Answer.DEAD,
            Duration.ZERO,
            world.clock)
        .closeDeadRuns(LiveRuns.TAKE_OVER);
  }

  /** A driver that dies when it has cleaned up. */
  private void cleanUp() {
    tell("clean up");
    CommitLog log = log();
    new CleanUp(world.store, world.layout, log, new Publisher(world.store, log)).cleanUp();
  }

  /** A user moves a file that the log calls published. */
  private void moveFile() {
    CommitLog log = log();
    try {
      for (long n = log.state().number(); n > 0; n--) {
        CommitRecord record = log.read(n);
        List<DataFile> files = record.files().toList();
        if (!log.unpublished().contains(n) && !files.isEmpty()) {
          StorePath file = new StorePath(files.get(random.nextInt(files.size())).destination());
          if (world.store.stat(file).isPresent()) {
            tell("a user moves " + file);
            world.store.makeDirectories(new StorePath(Invariants.MOVED));
            world.store.rename(file, new StorePath(Invariants.MOVED + file.name()));
          }
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommitLog log() {
    return log(world.store);
  }

  private CommitLog log(Store through) {
    return new CommitLog(
        through,
        world.layout,
        RunId.create(World.NOW, random),
        Optional.of(World.WINDOW),
        world.clock,
        random);
  }
}
