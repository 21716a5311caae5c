package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.FileScope;
import io.camus.format.BufferedLines;
import io.camus.model.CamusException;
import io.camus.report.RunSummary;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.run.FaultyStore.Schedule;
import io.camus.run.Ground.Disturbed;
import io.camus.run.Ground.Kind;
import io.camus.run.Interleaving.Actor;
import io.camus.spi.Store;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets a fault happen at every single store call of a whole run, and checks that one undisturbed
 * run after it leaves every record in exactly one file (docs/protocol.md, "What must hold,
 * always"). One class for each kind of store.
 */
abstract class CrashSweep {
  private static final long HOUR = 3_600_000;

  /** The longest name that Kafka allows: too long for a file with offsets in its name. */
  private static final String LONG = "l".repeat(249);

  private final Kind kind;

  CrashSweep(Kind kind) {
    this.kind = kind;
  }

  /**
   * Two topics whose names are twins, three partitions, hours, a hole at the end, bad records, and
   * a topic of a long name.
   */
  private World world() throws IOException {
    World world = new World(kind, new Random(42));
    produce(world, 0);
    return world;
  }

  private static void produce(World world, int round) {
    long begin = World.NOW.toEpochMilli() - 3 * HOUR;
    for (int i = 0; i < 12; i++) {
      long time = begin + (i % 3) * HOUR + i;
      add(world, "a.b", 0, time, round, i);
      add(world, "a_b", 0, time, round, i);
      if (i % 2 == 0) {
        add(world, "a.b", 1, time, round, i);
      }
    }
    world.kafka.produce(
        "a.b", 0, begin, String.format(Locale.ROOT, "\u00ff round %d: not UTF-8", round));
    world.kafka.hole("a_b", 0);
    add(world, LONG, 0, begin, round, 0);
    world.kafka.produce(
        LONG, 0, begin, String.format(Locale.ROOT, "\u00ff round %d: neither", round));
  }

  private static void add(World world, String topic, int partition, long time, int round, int i) {
    world.kafka.produce(
        topic,
        partition,
        time,
        String.format(Locale.ROOT, "round %d record %d of %d", round, i, partition));
  }

  private int callsOfOneRun(World world) throws IOException {
    int calls = callsOfARun(world);
    world.checkAll();
    return calls;
  }

  private static int callsOfARun(World world) {
    Disturbed counting = world.ground.disturbed(Schedule.once(-1, Fault.FAILS), () -> {});
    world.run(counting.store(), LiveRuns.RESPECT);
    return counting.calls().getAsInt();
  }

  /** Runs with a fault; a run may fail of it, or not notice. I1 to I4 hold after it. */
  private void runWithFault(World world, int call, Fault fault, Runnable meanwhile) {
    runWithFault(world, call, fault, meanwhile, LiveRuns.RESPECT);
  }

  private void runWithFault(
      World world, int call, Fault fault, Runnable meanwhile, LiveRuns liveRuns) {
    try {
      world.run(world.ground.disturbed(Schedule.once(call, fault), meanwhile).store(), liveRuns);
    } catch (CrashError | CamusException e) {
      assertThat(e).isNotNull();
    }
    new Invariants(world).checkAlways();
  }

  private void forEachCall(Set<Fault> faults, BiConsumer<Integer, Fault> sweep) throws IOException {
    forEachCall(callsOfOneRun(world()), faults, sweep);
  }

  private static void forEachCall(int calls, Set<Fault> faults, BiConsumer<Integer, Fault> sweep) {
    assertThat(calls).isGreaterThan(50);
    for (int call = 0; call < calls; call++) {
      for (Fault fault : faults) {
        try {
          sweep.accept(call, fault);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(
              String.format(Locale.ROOT, "%s at store call %d", fault, call), e);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS", "HALF_A_RENAME"})
  void aFaultAtAnyStoreCallLosesAndDoublesNothing(Fault fault) throws IOException {
    forEachCall(
        EnumSet.of(fault),
        (call, it) -> {
          World world = newWorld();
          runWithFault(world, call, it, () -> {});
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void aFaultAtAnyStoreCallLosesAndDoublesNothingOfFilesThatPartitionsShare(Fault fault)
      throws IOException {
    forEachCall(
        EnumSet.of(fault),
        (call, it) -> {
          World world = newWorld();
          world.filesPer = () -> FileScope.AUTO;
          runWithFault(world, call, it, () -> {});
          produce(world, 1);
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void aFaultAtAnyStoreCallLosesAndDoublesNothingWhereRecordsAreSpilled(Fault fault)
      throws IOException {
    int ample = callsOfOneRun(world());
    int scant = callsOfOneRun(spillingWorld());
    assertThat(scant).as("calls with run files").isGreaterThan(ample + 4);
    forEachCall(
        scant,
        EnumSet.of(fault),
        (call, it) -> {
          World world = spillingWorld();
          runWithFault(world, call, it, () -> {});
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  private World spillingWorld() {
    World world = newWorld();
    world.open = () -> World.SCANT;
    return world;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void aFaultAtAnyStoreCallLosesAndDoublesNothingOfFilesWhoseFormatBuffers(Fault fault)
      throws IOException {
    World counted = world();
    BufferedLines format = counted.bufferFiles();
    int calls = callsOfOneRun(counted);
    assertThat(format.flushes()).as("flushes of open files").isGreaterThan(4);
    forEachCall(
        calls,
        EnumSet.of(fault),
        (call, it) -> {
          World world = newWorld();
          BufferedLines ignored = world.bufferFiles();
          runWithFault(world, call, it, () -> {});
          produce(world, 1);
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void aFaultAtAnyStoreCallMarksNoBucketThatIsNotComplete(Fault fault) throws IOException {
    World counted = trackingWorld();
    int first = callsOfOneRun(counted);
    produce(counted, 1);
    int second = callsOfOneRun(counted);
    for (int run = 0; run < 2; run++) {
      int late = run;
      forEachCall(
          run == 0 ? first : second,
          EnumSet.of(fault),
          (call, it) -> {
            World world = trackingWorld();
            if (late == 1) { // Records for buckets that are closed.
              world.run(world.ground.store(), LiveRuns.RESPECT);
              produce(world, 1);
            }
            runWithFault(world, call, it, () -> {});
            world.run(world.ground.store(), LiveRuns.RESPECT);
            world.checkAll();
          });
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void aFaultAtAnyCallOfStoreOrCatalogLosesAndDoublesNothingInTables(Fault fault)
      throws IOException {
    int plain = callsOfOneRun(world());
    int calls = callsOfOneRun(worldInTables());
    assertThat(calls).as("calls with a catalog").isGreaterThan(plain + 6);
    forEachCall(
        calls,
        EnumSet.of(fault),
        (call, it) -> {
          World world = worldInTables();
          runWithFault(world, call, it, () -> {});
          produce(world, 1);
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  private World worldInTables() {
    World world = newWorld();
    world.inTables = true;
    return world;
  }

  private World trackingWorld() {
    World world = newWorld();
    world.trackBuckets();
    return world;
  }

  @ParameterizedTest
  @EnumSource(FaultyCode.class)
  void aFaultAtAnyStoreCallBesideATopicWhoseCodeThrowsLosesAndDoublesNothing(FaultyCode place)
      throws IOException {
    int calls = callsOfARun(ill(place));
    for (int call = 0; call < calls; call++) {
      for (Fault fault : EnumSet.of(Fault.CRASH_AFTER, Fault.FAILS)) {
        World world = ill(place);
        runWithFault(world, call, fault, () -> {});
        world.code = topic -> topic;
        world.run(world.ground.store(), LiveRuns.RESPECT);
        world.checkAll();
      }
    }
  }

  /** A world of which one topic's code throws at its third call. */
  private World ill(FaultyCode place) throws IOException {
    World world = world();
    world.filesPer = () -> FileScope.TOPIC;
    place.prepare(world);
    world.code = place.in("a.b", 2);
    return world;
  }

  @Test
  void newRecordsAfterACrashAreMovedToo() throws IOException {
    forEachCall(
        EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER),
        (call, fault) -> {
          World world = newWorld();
          runWithFault(world, call, fault, () -> {});
          produce(world, 1);
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  /** What happens at two store calls. */
  private interface PairOfCalls {
    void happen(int first, int second) throws IOException;
  }

  /** Every so many first calls, and second calls that move on with them. */
  private void forPairs(int stepOfFirst, int stepOfSecond, PairOfCalls pair) throws IOException {
    int calls = callsOfOneRun(world());
    for (int first = 0; first < calls; first += stepOfFirst) {
      for (int second = first % stepOfSecond; second < calls; second += stepOfSecond) {
        try {
          pair.happen(first, second);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(
              String.format(Locale.ROOT, "store calls %d and %d", first, second), e);
        }
      }
    }
  }

  private void crashTwice(int first, int second) throws IOException {
    World world = world();
    runWithFault(world, first, Fault.CRASH_AFTER, () -> {});
    runWithFault(world, second, Fault.CRASH_AFTER, () -> {});
    world.run(world.ground.store(), LiveRuns.RESPECT);
    world.checkAll();
  }

  @Test
  void aCrashDuringTheRecoveryFromACrashLosesAndDoublesNothing() throws IOException {
    forPairs(5, 7, this::crashTwice);
  }

  @Test
  @Tag("soak")
  void everyCrashDuringTheRecoveryFromEveryCrashLosesAndDoublesNothing() throws IOException {
    forPairs(1, 1, this::crashTwice);
  }

  /** The first driver sleeps while the second one takes over, and dies; then the first goes on. */
  private void crashWhileTakingOver(int sleeps, int dies) throws IOException {
    World world = world();
    runWithFault(
        world,
        sleeps,
        Fault.MEANWHILE,
        () -> {
          try {
            produce(world, 1);
            runWithFault(world, dies, Fault.CRASH_AFTER, () -> {}, LiveRuns.TAKE_OVER);
          } catch (RuntimeException e) {
            throw new AssertionError(e); // The first driver would take it for a fault of its own.
          }
        });
    world.run(world.ground.store(), LiveRuns.RESPECT);
    world.checkAll();
  }

  @Test
  void aDriverThatDiesWhileItTakesOverDisturbsNothing() throws IOException {
    forPairs(5, 7, this::crashWhileTakingOver);
  }

  @Test
  @Tag("soak")
  void aDriverThatDiesAtAnyCallWhileItTakesOverAtAnyCallDisturbsNothing() throws IOException {
    forPairs(1, 1, this::crashWhileTakingOver);
  }

  /**
   * Two drivers sleep, each before one of its calls, the second one having seen what the first had
   * done by then; the first goes on to its end, then the second.
   */
  private void overlap(int first, int second) throws IOException {
    World world = world();
    try (Interleaving drivers = new Interleaving()) {
      Actor slow = drivers.start("first", () -> driveTo(world, drivers, first));
      drivers.goOn(slow, 0);
      produce(world, 1);
      Actor fast = drivers.start("second", () -> driveTo(world, drivers, second));
      drivers.goOn(fast, 0);
      for (Actor driver : List.of(slow, fast)) {
        new Invariants(world).checkAlways();
        if (!driver.hasEnded()) {
          drivers.goOn(driver, 0);
        }
      }
    }
    world.run(world.ground.store(), LiveRuns.RESPECT);
    world.checkAll();
  }

  private void driveTo(World world, Interleaving drivers, int sleeps) {
    try {
      world.run(
          world.ground.disturbed(Schedule.once(sleeps, Fault.MEANWHILE), drivers::pause).store(),
          LiveRuns.TAKE_OVER);
    } catch (CamusException e) {
      assertThat(e).isNotNull();
    }
  }

  @Test
  void driversThatOverlapDisturbNothing() throws IOException {
    forPairs(5, 7, this::overlap);
  }

  @Test
  @Tag("soak")
  void driversThatOverlapAtAnyTwoCallsDisturbNothing() throws IOException {
    forPairs(1, 1, this::overlap);
  }

  @Test
  void aClockThatIsSetBackAfterACrashChangesNothing() throws IOException {
    forEachCall(
        EnumSet.of(Fault.CRASH_AFTER),
        (call, fault) -> {
          World world = newWorld();
          runWithFault(world, call, fault, () -> {});
          world.clock.move(Duration.ofHours(-5));
          produce(world, 1);
          runWithFault(world, call, fault, () -> {});
          world.clock.move(Duration.ofDays(1));
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  /** I5: what was pulled is never looked into again, so that it cannot fail what comes after. */
  @Test
  void nothingThatWasPulledIsReadAgain() throws IOException {
    World world = world();
    List<String> opened = new ArrayList<>();
    Store plain = world.ground.store();
    Store watched =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("open")) {
                    opened.add(arguments[0].toString());
                  }
                  try {
                    return method.invoke(plain, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    world.run(watched, LiveRuns.RESPECT);
    world.checkAll();
    assertThat(opened).anyMatch(path -> path.endsWith("manifest"));
    assertThat(opened).noneMatch(path -> path.startsWith("/data/") || path.contains("/data/0"));
  }

  @Test
  void aDriverThatIsOvertakenAtAnyMomentDisturbsNothing() throws IOException {
    forEachCall(
        EnumSet.of(Fault.MEANWHILE),
        (call, fault) -> {
          World world = newWorld();
          runWithFault(
              world,
              call,
              fault,
              () -> {
                produce(world, 1);
                world.run(world.ground.store(), LiveRuns.TAKE_OVER);
              });
          world.run(world.ground.store(), LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @Test
  void twinAttemptsThatBothFinishCountOnce() throws IOException {
    World world = world();
    world.run(world.ground.store(), LiveRuns.RESPECT, 2);
    world.checkAll();
  }

  @Test
  void aRunWithoutNewRecordsWritesNothingNew() throws IOException {
    World world = world();
    world.run(world.ground.store(), LiveRuns.RESPECT);
    var before = world.ground.files().keySet();
    RunSummary second = world.run(world.ground.store(), LiveRuns.RESPECT);
    assertThat(second.run()).isEmpty();
    assertThat(world.ground.files().keySet()).isEqualTo(before);
  }

  private World newWorld() {
    try {
      return world();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
