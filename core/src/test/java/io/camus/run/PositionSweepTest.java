package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.CamusException;
import io.camus.model.RunId;
import io.camus.offsets.Target;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.Store;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets a fault happen at every change that setting positions makes, beside a run that has died, and
 * checks that the positions were set or were not, and that one undisturbed run is well after it.
 */
class PositionSweepTest {
  private static final TopicPartition CLICKS = new TopicPartition("clicks", 0);

  /** Six records pulled, six more pulled by a run that died before it committed them. */
  private static World world() throws IOException {
    World world = new World();
    produce(world);
    world.run(world.store, LiveRuns.RESPECT);
    produce(world);
    ScriptedEngine dying =
        ScriptedEngine.ofAllTasks(world)
            .onWait(
                it -> {
                  throw new CrashError();
                });
    assertThatThrownBy(() -> world.run(world.store, World.Driver.plain(LiveRuns.RESPECT), dying))
        .isInstanceOf(CrashError.class);
    return world;
  }

  private static void produce(World world) {
    for (int i = 0; i < 6; i++) {
      world.kafka.produce("clicks", 0, World.NOW.toEpochMilli() - i, "record " + i);
    }
  }

  private static CommitLog log(World world, Store store) {
    Random random = new Random(5);
    return new CommitLog(
        store,
        world.layout,
        RunId.create(World.NOW, random),
        Optional.of(World.WINDOW),
        world.clock,
        random);
  }

  private static void set(World world, Store store) {
    new PositionVerb(world).set(store, log(world, store), "clicks", new Target.AtOffset(4));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CRASH_BEFORE", "CRASH_AFTER", "AMBIGUOUS", "FAILS"})
  void positionsAreSetOrAreNotAndOneRunIsWellAfterIt(Fault fault) throws IOException {
    World counted = world();
    FaultyStore counting = new FaultyStore(counted.store, -1, Fault.FAILS, () -> {});
    set(counted, counting);
    assertThat(counting.calls()).isGreaterThan(8);
    int set = 0;
    int unset = 0;
    for (int call = 0; call < counting.calls(); call++) {
      World world = world();
      try {
        set(world, new FaultyStore(world.store, call, fault, () -> {}));
      } catch (CrashError | CamusException e) {
        assertThat(e).as("%s at call %d", fault, call).isNotNull();
      }
      int generation =
          CommitLog.read(world.store, world.layout).positions().get(CLICKS).generation();
      assertThat(generation).isBetween(0, 1);
      set += generation;
      unset += 1 - generation;
      world.run(world.store, LiveRuns.RESPECT);
      world.checkAll();
      assertThat(CommitLog.read(world.store, world.layout).positions().get(CLICKS).next())
          .isEqualTo(12);
    }
    assertThat(set + unset).isEqualTo(counting.calls());
    if (fault == Fault.CRASH_BEFORE) {
      assertThat(set).as("the record's rename is the last change of all").isZero();
    } else {
      assertThat(set).isPositive();
    }
  }
}
