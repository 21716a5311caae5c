package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.model.ExitCode;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.report.RunSummary;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What recovery does when not even a commit record finds room. */
class FullDiskTest {
  private static final long T = World.NOW.toEpochMilli() - 3_600_000;

  private final World world;

  FullDiskTest() throws IOException {
    world = new World();
  }

  /** The driver dies at a commit record. */
  private void dieAt(int record, Fault fault) {
    String name = String.format(Locale.ROOT, "%020d.json", record);
    FaultyStore dying =
        new FaultyStore(
            world.store,
            (change, path) ->
                change >= 0 && path.name().equals(name) ? Optional.of(fault) : Optional.empty(),
            () -> {});
    assertThatThrownBy(() -> world.run(dying, LiveRuns.RESPECT)).isInstanceOf(CrashError.class);
  }

  private StorePath leaveDataOf(RunId closed) throws IOException {
    StorePath data = world.layout.attempt(closed, "killed").child("data");
    world.store.makeDirectories(data);
    try (OutputStream out = world.store.create(data.child("000001.txt"))) {
      out.write(new byte[1_000]);
    }
    return data;
  }

  @Test
  void whatClosedRunsLeftMakesRoomForTheRecordOfADeadRun() throws IOException {
    world.kafka.produce("clicks", 0, T, "one");
    RunId closed = world.run(world.store, LiveRuns.RESPECT).run().orElseThrow();
    world.kafka.produce("clicks", 0, T, "two");
    dieAt(4, Fault.CRASH_BEFORE);
    StorePath left = leaveDataOf(closed);

    FullStore full = new FullStore(world.store);
    RunSummary summary = world.run(full, LiveRuns.RESPECT);

    assertThat(full.isFull()).isFalse();
    assertThat(world.store.stat(left)).isEmpty();
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(summary.recovered()).singleElement().asString().contains("messages 1,");
    world.checkAll();
  }

  /** What clean-up would delete, and make room by. */
  private void deletePreparedManifests() throws IOException {
    for (StorePath file : world.store.files().keySet()) {
      if (file.name().equals("manifest")) {
        world.store.delete(file);
      }
    }
  }

  @Test
  void committedFilesArePublishedWhereNothingCanBeWritten() throws IOException {
    world.kafka.produce("clicks", 0, T, "one");
    dieAt(2, Fault.CRASH_AFTER);
    deletePreparedManifests();
    world.kafka.produce("clicks", 0, T, "two");

    assertThatThrownBy(() -> world.run(new FullStore(world.store), LiveRuns.RESPECT))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("No space left on device");

    assertThat(world.store.files().keySet())
        .extracting(StorePath::name)
        .contains("clicks+0+0+1+1.txt", "00000000000000000002.published");
    assertThat(world.run(world.store, LiveRuns.RESPECT).exitCode()).isEqualTo(ExitCode.OK);
    world.checkAll();
  }
}
