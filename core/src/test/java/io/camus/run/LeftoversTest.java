package io.camus.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.format.Lines;
import io.camus.model.RunId;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Depth;
import io.camus.verify.Leftover;
import io.camus.verify.Leftover.Kind;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code camus verify} reports of staged files in an object store. */
class LeftoversTest {
  private static final String CLOSING_RECORD = "/commits/[0-9]+/0*2[.]json$";
  private static final String DATA = "^/data/";

  private World world;
  private Store store;

  @BeforeEach
  void produce() throws IOException {
    world = new World(Ground.Kind.OBJECT_STORE, new Random(7));
    store = world.ground.store();
    world.produce("a.b", 0, World.NOW.toEpochMilli(), "record");
  }

  private VerifyReport verify() {
    VerifyReport report =
        new Verification(
                store,
                world.layout,
                new Verification.Settings(Depth.NAMES, Lines.readers("\n"), 100, 2))
            .verify();
    assertThat(report.violations()).isEmpty();
    return report;
  }

  private void runUntil(Directions directions) {
    Store dying = world.ground.disturbed(directions, () -> {}).store();
    assertThatThrownBy(() -> world.run(dying, LiveRuns.RESPECT)).isInstanceOf(CrashError.class);
  }

  private RunId completeRun() {
    return world.run(store, LiveRuns.RESPECT).run().orElseThrow();
  }

  private static void stage(Store store, StorePath name, StorePath scratch) throws IOException {
    Staged file = store.stage(name, scratch); // Never closed: its process dies.
    file.write("content".repeat(100).getBytes(UTF_8));
  }

  @Test
  void aCompleteRunLeavesNothing() {
    completeRun();

    assertThat(verify().leftovers()).isEqualTo(VerifyReport.Leftovers.NONE);
  }

  @Test
  void committedFilesThatAreNotPublishedAreListedUntilTheNextRun() {
    runUntil(Directions.none().after(CLOSING_RECORD).atChange(DATA, Fault.CRASH_BEFORE));

    VerifyReport.Leftovers left = verify().leftovers();
    assertThat(left.found()).isEqualTo(Map.of(Kind.COMMITTED, 1L));
    assertThat(left.listed())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.destination().value()).startsWith("/data/a.b/hourly/2026/11/22/14/");
              assertThat(file.run()).isPresent();
              assertThat(file.since()).isEqualTo(World.NOW);
            });

    world.run(store, LiveRuns.RESPECT);
    assertThat(verify().leftovers()).isEqualTo(VerifyReport.Leftovers.NONE);
  }

  @Test
  void filesOfAnOpenRunAreNotLeftOver() {
    runUntil(Directions.none().after(DATA).atChange(DATA, Fault.CRASH_AFTER));
    assertThat(world.ground.hidden()).isNotEmpty();

    assertThat(verify().leftovers()).isEqualTo(VerifyReport.Leftovers.NONE);
  }

  @Test
  void aFileThatALateAttemptStagesIsListedUntilTheNextCleanUp() throws IOException {
    RunId run = completeRun();
    StorePath scratch = world.layout.attempt(run, "attempt-0-1").child("data").child("1");
    stage(store, world.layout.destination().child("a.b/late"), scratch);

    assertThat(verify().leftovers().listed())
        .extracting(Leftover::kind, Leftover::run)
        .containsExactly(tuple(Kind.ABANDONED, Optional.of(run)));

    world.run(store, LiveRuns.RESPECT);
    assertThat(verify().leftovers()).isEqualTo(VerifyReport.Leftovers.NONE);
  }

  @Test
  void uploadsThatNothingNamesAreCountedAndTheFirstOnesListed() throws IOException {
    RunId run = completeRun();
    List<String> names = List.of("file", "a.b+0+0+" + run + "+0+1.txt", "+" + run + "+0+1.txt");
    for (String name : names) {
      StorePath scratch = new StorePath("/elsewhere/" + name);
      stage(store, world.layout.destination().child("a.b").child(name), scratch);
      store.delete(new StorePath(scratch.value() + ".upload"));
    }

    VerifyReport report = verify();
    assertThat(report.leftovers().found()).isEqualTo(Map.of(Kind.UNKNOWN, 3L));
    assertThat(report.leftovers().listed())
        .extracting(Leftover::kind, Leftover::run)
        .containsExactly(
            tuple(Kind.UNKNOWN, Optional.empty()), tuple(Kind.UNKNOWN, Optional.of(run)));
    assertThat(report.exitCode().value()).isZero();
  }

  @Test
  void ofADamagedLogNoFileIsCalledLeftOver() throws IOException {
    runUntil(Directions.none().after(CLOSING_RECORD).atChange(DATA, Fault.CRASH_BEFORE));
    StorePath first =
        world.ground.files().keySet().stream()
            .filter(it -> it.value().endsWith("/00000000000000000001.json"))
            .findFirst()
            .orElseThrow();
    store.delete(first);

    VerifyReport report =
        new Verification(
                store, world.layout, Verification.Settings.of(Depth.NAMES, Lines.readers("\n")))
            .verify();

    assertThat(report.violations()).isNotEmpty();
    assertThat(report.leftovers()).isEqualTo(VerifyReport.Leftovers.NONE);
  }
}
