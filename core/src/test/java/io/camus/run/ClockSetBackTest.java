package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness.Answer;
import io.camus.model.CommitRecord;
import io.camus.model.ExitCode;
import io.camus.model.RunId;
import io.camus.report.RunSummary;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The driver's clock is set back: while it works, and between two runs. */
class ClockSetBackTest {
  private static final long T = World.NOW.toEpochMilli() - 3_600_000;
  private static final Duration DAY = Duration.ofDays(1);

  private final World world;

  ClockSetBackTest() throws IOException {
    world = new World();
  }

  private static World.Driver plain() {
    return World.Driver.plain(LiveRuns.RESPECT);
  }

  private RunSummary run(World.Driver driver) {
    return world.run(world.store, driver, ScriptedEngine.ofAllTasks(world));
  }

  @Test
  void finishedTasksAreCommittedAllTheSameWhileOthersStillWork() {
    world.kafka.produce("fast", 0, T, "one");
    world.kafka.produce("slow", 0, T, "one");
    List<String> published = new ArrayList<>();
    ScriptedEngine engine =
        new ScriptedEngine(world)
            .onWait(
                it -> {
                  world.clock.move(DAY.negated());
                  it.finish(0);
                })
            .onWait(
                it -> {
                  world.store.files().keySet().stream()
                      .map(StorePath::name)
                      .filter(name -> name.startsWith("fast+"))
                      .forEach(published::add);
                  it.finish(1);
                });

    RunSummary summary = world.run(world.store, plain().committingEvery(Duration.ZERO), engine);

    assertThat(published).containsExactly("fast+0+0+1+1.txt");
    assertThat(summary.duration()).isZero();
    world.checkAll();
  }

  @Test
  void theLogGoesOnAndARunOfTheFutureIsRecovered() {
    world.kafka.produce("clicks", 0, T, "one");
    RunId first = run(plain()).run().orElseThrow();
    world.clock.move(DAY.negated());
    world.kafka.produce("clicks", 0, T, "two");
    FaultyStore dying =
        new FaultyStore(
            world.store,
            (change, path) ->
                change >= 0 && path.name().equals("00000000000000000004.json")
                    ? Optional.of(Fault.CRASH_BEFORE)
                    : Optional.empty(),
            () -> {});
    assertThatThrownBy(() -> world.run(dying, LiveRuns.RESPECT)).isInstanceOf(CrashError.class);
    world.clock.move(DAY.negated());
    world.kafka.produce("clicks", 0, T, "three");

    RunSummary last = run(plain().believing(Answer.UNKNOWN));

    assertThat(last.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(last.recovered()).as("its heartbeat is of tomorrow").hasSize(1);
    assertThat(last.run().orElseThrow()).isLessThan(first);
    assertThat(LongStream.rangeClosed(1, 6).mapToObj(this::record))
        .as("the clock decides nothing in the log")
        .extracting(record -> record.header().writtenAt())
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    world.checkAll();
  }

  private CommitRecord record(long number) {
    CommitLog log =
        new CommitLog(
            world.store,
            world.layout,
            RunId.create(World.NOW, new Random(99)),
            Optional.empty(),
            world.clock,
            new Random(99));
    try {
      return log.read(number);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
