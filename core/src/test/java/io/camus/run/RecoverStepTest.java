package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.OneByOne;
import io.camus.commit.OpenRun;
import io.camus.commit.Publisher.Published;
import io.camus.commit.Recovery;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.RunLiveness.Answer;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.OverlayStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecoverStepTest {
  private static final Recovery.Parts DEAD = parts(Answer.DEAD);

  private static Recovery.Parts parts(Answer answer) {
    return new Recovery.Parts(
        (topic, ranges) -> Optional.empty(),
        (run, owner) -> answer,
        Duration.ofMinutes(10),
        OneByOne.CALLS);
  }

  private static World world() throws IOException {
    World world = new World();
    for (int i = 0; i < 12; i++) {
      world.kafka.produce("clicks", i % 2, World.NOW.toEpochMilli() - i, "record " + i);
    }
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli(), "\u00ff not UTF-8");
    return world;
  }

  private static RecoverStep step(World world, Store store, Recovery.Parts parts) {
    CommitLog log =
        new CommitLog(
            store,
            world.layout,
            RunId.create(World.NOW, new Random(7)),
            Optional.of(World.WINDOW),
            world.clock,
            new Random(7));
    return new RecoverStep(
        store,
        world.layout,
        log,
        OneByOne.publisher(store, log),
        parts,
        LiveRuns.RESPECT,
        world.clock);
  }

  /** What it would do, on a store that cannot be changed. */
  private static RecoveryReport rehearsed(World world, Recovery.Parts parts) {
    return step(world, new OverlayStore(new ReadOnlyStore(world.store), world.clock), parts)
        .recover();
  }

  private static void crashAt(World world, int call) {
    try {
      world.run(new FaultyStore(world.store, call, Fault.CRASH_BEFORE, () -> {}), LiveRuns.RESPECT);
    } catch (CrashError | CamusException e) {
      assertThat(e).isInstanceOf(CrashError.class);
    }
  }

  private static Map<StorePath, List<Byte>> contents(World world) {
    Map<StorePath, List<Byte>> contents = new TreeMap<>();
    world
        .store
        .files()
        .forEach(
            (path, bytes) -> {
              List<Byte> content = new ArrayList<>();
              for (byte value : bytes) {
                content.add(value);
              }
              contents.put(path, content);
            });
    return contents;
  }

  @Test
  void whereverARunDiedTheRehearsalSaysWhatRecoveryDoesAndChangesNothing() throws IOException {
    World counted = world();
    FaultyStore counting = new FaultyStore(counted.store, -1, Fault.FAILS, () -> {});
    counted.run(counting, LiveRuns.RESPECT);
    int adoptions = 0;
    int publications = 0;
    int cleanUps = 0;
    for (int call = 0; call < counting.calls(); call++) {
      World world = world();
      crashAt(world, call);
      Map<StorePath, List<Byte>> before = contents(world);

      RecoveryReport rehearsed = rehearsed(world, DEAD);
      assertThat(contents(world)).as("call %d", call).isEqualTo(before);
      RecoveryReport done = step(world, world.store, DEAD).recover();
      assertThat(rehearsed).as("call %d", call).isEqualTo(done);
      assertThat(done.problems()).isEmpty();

      adoptions += (int) done.openRuns().stream().filter(it -> it.adoption().isPresent()).count();
      publications += done.published().size();
      cleanUps += done.cleaned().size();
      world.run(world.store, LiveRuns.RESPECT);
      world.checkAll();
    }
    assertThat(adoptions).isGreaterThan(10);
    assertThat(publications).isGreaterThan(10);
    assertThat(cleanUps).isGreaterThan(10);
  }

  @Test
  void besideALiveRunItPublishesAndCleansNothingUp() throws IOException {
    World world = world();
    dieAfterOpening(world);
    RecoveryReport report = step(world, world.store, parts(Answer.ALIVE)).recover();

    assertThat(report.live()).isPresent();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(report.cleaned()).isEmpty();
    assertThat(report.openRuns())
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.fate()).isEqualTo(OpenRun.Fate.ALIVE);
              assertThat(open.adoption()).isEmpty();
            });
    assertThat(step(world, world.store, DEAD).recover().exitCode()).isEqualTo(ExitCode.OK);
    world.run(world.store, LiveRuns.RESPECT);
    world.checkAll();
  }

  private static void dieAfterOpening(World world) {
    ScriptedEngine engine =
        ScriptedEngine.ofAllTasks(world)
            .onWait(
                it -> {
                  throw new CrashError();
                });
    assertThatThrownBy(() -> world.run(world.store, World.Driver.plain(LiveRuns.RESPECT), engine))
        .isInstanceOf(CrashError.class);
  }

  @Test
  void aDeadRunsRecordIsPublishedAndItsDirectoryCleanedUp() throws IOException {
    World world = world();
    dieAfterOpening(world);
    RecoveryReport report = step(world, world.store, DEAD).recover();

    OpenRun.Adoption adoption = report.openRuns().get(0).adoption().orElseThrow();
    assertThat(adoption.held()).isEqualTo(adoption.committed());
    assertThat(adoption.committed().records()).isEqualTo(12);
    assertThat(adoption.committed().rejected()).isEqualTo(1);
    assertThat(report.published())
        .containsExactly(new Published(adoption.record(), adoption.committed().files()));
    assertThat(report.cleaned()).containsExactly(report.openRuns().get(0).run());
    assertThat(report.adopted())
        .singleElement()
        .asString()
        .contains("died before closing", "messages 12, rejected 1");
    assertThat(Arrays.asList(report.exitCode(), rehearsed(world, DEAD).exitCode()))
        .containsOnly(ExitCode.OK);
  }

  /** Another run that died after it was opened; its id sorts after those of the world's runs. */
  private static RunId openAnother(World world) {
    RunId run = RunId.create(World.NOW.plusSeconds(1), new Random(8));
    LogEntry opens = new LogEntry.Opens(run, new RunOwner("local", "host", 1, World.NOW));
    new CommitLog(world.store, world.layout, run, Optional.empty(), world.clock, new Random(8))
        .append(state -> List.of(opens));
    return run;
  }

  @Test
  void whatWasAdoptedBeforeTheStoreFailedIsInTheReport() throws IOException {
    World world = world();
    dieAfterOpening(world);
    RunId another = openAnother(world);
    Store failing =
        new FaultyStore(
            world.store,
            withoutRoom(Directions.none().after("/commits/[0-9]+/0*3[.]json$")),
            () -> {});

    RecoveryReport report = step(world, failing, DEAD).recover();

    assertThat(report.openRuns())
        .hasSize(2)
        .allSatisfy(open -> assertThat(open.adoption()).isPresent());
    assertThat(report.openRuns().get(1).run()).isEqualTo(another);
    assertThat(report.adopted()).hasSize(2).first().asString().contains("messages 12, rejected 1");
    assertThat(report.problems()).isEmpty();
    world.run(world.store, LiveRuns.RESPECT);
    world.checkAll();
  }

  /** Every try to write a record fails, and so does deleting what was written of it. */
  private static Directions withoutRoom(Directions directions) {
    for (int calls = 0; calls < 2 * 10; calls++) {
      directions.atChange("/commits/[0-9]+/tmp-", Fault.FAILS);
    }
    return directions;
  }

  @Test
  void aRecordThatCannotBeWrittenIsTheReasonAlsoIfNothingCanBeCleanedUp() throws IOException {
    World world = world();
    dieAfterOpening(world);
    Store failing =
        new FaultyStore(
            world.store, withoutRoom(Directions.none()).atLook("/runs$", Fault.FAILS), () -> {});

    assertThatThrownBy(() -> step(world, failing, DEAD).recover())
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("could not append")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("cannot clean up"));
  }

  @Test
  void aFileThatCannotBePublishedIsToldOnce() throws IOException {
    World world = world();
    FaultyStore dying =
        new FaultyStore(
            world.store, Directions.none().atChange("^/data/", Fault.CRASH_BEFORE), () -> {});
    assertThatThrownBy(() -> world.run(dying, LiveRuns.RESPECT)).isInstanceOf(CrashError.class);
    Store failing =
        new FaultyStore(
            world.store,
            (change, path) ->
                path.value().startsWith("/data/") ? Optional.of(Fault.FAILS) : Optional.empty(),
            () -> {});

    RecoveryReport report = step(world, failing, DEAD).recover();

    assertThat(report.problems()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OUTSIDE);
  }
}
