package io.camus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.OneByOne;
import io.camus.commit.TaskCommit;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PullAttemptsTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final Split SPLIT = new Split(3, List.of(), Map.of());

  private final MemoryStore store =
      new MemoryStore(Clock.fixed(Instant.parse("2026-11-22T14:05:59Z"), ZoneOffset.UTC));
  private final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty());

  @Test
  void nothingIsPulledForATaskThatAnotherAttemptHasFinished() throws Exception {
    new CommitLog(store, layout, RUN, Optional.empty(), Clock.systemUTC(), new SplittableRandom(1))
        .append(
            state ->
                List.of(new LogEntry.Opens(RUN, new RunOwner("local", "host", 1, Instant.EPOCH))));
    TaskCommit first = OneByOne.taskCommit(store, layout, RUN, 3, "00003-0");
    first.prepare(new TaskManifest(RUN, 3, "00003-0", List.of(), List.of()));
    first.commit();
    TaskAttempts attempts =
        new PullAttempts(
            store,
            layout,
            run -> {
              throw new AssertionError("an attempt was made");
            });

    PulledTask pulled = attempts.pull(RUN, SPLIT, "00003-1", null);
    assertThat(pulled.groups()).isEmpty();
    pulled.commit();
    pulled.commit();

    assertThat(first.commit()).isEqualTo(TaskCommit.Outcome.WON);
  }
}
