package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.LogReader;
import io.camus.commit.OneByOne;
import io.camus.commit.Publication;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.commit.StoreCalls;
import io.camus.config.RunSettings;
import io.camus.model.CommitRecord;
import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long an object store with slow calls takes to publish many files. Prints the time. */
@Tag("soak")
class SlowObjectStoreTest {
  private static final int FILES = 10_000;
  private static final long CALL_MILLIS = 20;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final Duration GOAL = Duration.ofSeconds(30);

  @Test
  void tenThousandFilesArePublishedWithinHalfAMinuteIfEachCallTakes20Milliseconds()
      throws IOException {
    World world = new World(Ground.Kind.OBJECT_STORE, new Random(7));
    for (int hour = 0; hour < FILES; hour++) {
      long time = World.NOW.toEpochMilli() - hour * HOUR_MILLIS;
      world.produce("a.b", 0, time, "record");
    }
    Store dying =
        world
            .ground
            .disturbed(
                Directions.none()
                    .after("/commits/[0-9]+/0*2[.]json$")
                    .atChange("^/data/", Fault.CRASH_BEFORE),
                () -> {})
            .store();
    assertThatThrownBy(() -> world.run(dying, LiveRuns.RESPECT)).isInstanceOf(CrashError.class);
    CommitRecord record = new LogReader(world.ground.store(), world.layout).read(2);
    assertThat(record.files()).hasSize(FILES);

    Store slow = world.ground.disturbed((change, path) -> pause(), () -> {}).store();
    long begin = System.nanoTime();
    new Publication(slow, new StoreCalls(threads()), OneByOne.NO_WAIT)
        .publish(record, () -> false, (files, of) -> {});
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    System.out.printf(
        Locale.ROOT,
        "%,d files published with %d threads and %d ms a call: %.1f s%n",
        FILES,
        threads(),
        CALL_MILLIS,
        took.toMillis() / 1e3);
    assertThat(world.ground.hidden()).isEmpty();
    assertThat(took).isLessThan(GOAL);
  }

  /** As many as a run has if the key is not set. */
  private static int threads() {
    return Integer.parseInt(RunSettings.PUBLISH_THREADS.presetForPeople());
  }

  private static Optional<Fault> pause() {
    try {
      Thread.sleep(CALL_MILLIS);
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
