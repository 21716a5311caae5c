package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.CamusException;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets a fault happen at every single store call of a whole run, and checks that one undisturbed
 * run after it leaves every record in exactly one file (docs/protocol.md, "What must hold,
 * always").
 */
class CrashSweepTest {
  private static final long HOUR = 3_600_000;

  /** Two topics whose names are twins, three partitions, hours, a hole at the end, a bad record. */
  private static World world() throws IOException {
    World world = new World();
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
    world.kafka.produce("a.b", 0, begin, "\u00ff round %d: not UTF-8".formatted(round));
    world.kafka.hole("a_b", 0);
  }

  private static void add(World world, String topic, int partition, long time, int round, int i) {
    world.kafka.produce(topic, partition, time, "round %d record %d".formatted(round, i));
  }

  private static int callsOfOneRun() throws IOException {
    World world = world();
    FaultyStore counting = new FaultyStore(world.store, -1, Fault.FAILS, () -> {});
    world.run(counting, LiveRuns.RESPECT);
    world.checkAll();
    return counting.calls();
  }

  /** Runs with a fault; a run may fail of it, or not notice. */
  private static void runWithFault(World world, int call, Fault fault, Runnable meanwhile) {
    try {
      world.run(new FaultyStore(world.store, call, fault, meanwhile), LiveRuns.RESPECT);
    } catch (CrashError | CamusException e) {
      assertThat(e).isNotNull();
    }
  }

  private static void forEachCall(Set<Fault> faults, BiConsumer<Integer, Fault> sweep)
      throws IOException {
    int calls = callsOfOneRun();
    assertThat(calls).isGreaterThan(50);
    for (int call = 0; call < calls; call++) {
      for (Fault fault : faults) {
        try {
          sweep.accept(call, fault);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("%s at store call %d".formatted(fault, call), e);
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
          world.run(world.store, LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @Test
  void newRecordsAfterACrashAreMovedToo() throws IOException {
    forEachCall(
        EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER),
        (call, fault) -> {
          World world = newWorld();
          runWithFault(world, call, fault, () -> {});
          produce(world, 1);
          world.run(world.store, LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @Test
  void aCrashDuringTheRecoveryFromACrashLosesAndDoublesNothing() throws IOException {
    int calls = callsOfOneRun();
    for (int first = 0; first < calls; first += 3) {
      for (int second = first % 5; second < calls; second += 5) {
        World world = newWorld();
        runWithFault(world, first, Fault.CRASH_AFTER, () -> {});
        runWithFault(world, second, Fault.CRASH_AFTER, () -> {});
        world.run(world.store, LiveRuns.RESPECT);
        world.checkAll();
      }
    }
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
                world.run(world.store, LiveRuns.TAKE_OVER);
              });
          world.run(world.store, LiveRuns.RESPECT);
          world.checkAll();
        });
  }

  @Test
  void twinAttemptsThatBothFinishCountOnce() throws IOException {
    World world = world();
    world.run(world.store, LiveRuns.RESPECT, 2);
    world.checkAll();
  }

  @Test
  void aRunWithoutNewRecordsWritesNothingNew() throws IOException {
    World world = world();
    world.run(world.store, LiveRuns.RESPECT);
    var before = world.store.files().keySet();
    RunSummary second = world.run(world.store, LiveRuns.RESPECT);
    assertThat(second.run()).isEmpty();
    assertThat(world.store.files().keySet()).isEqualTo(before);
  }

  private static World newWorld() {
    try {
      return world();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
