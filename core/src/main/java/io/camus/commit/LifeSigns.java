package io.camus.commit;

import io.camus.commit.OpenRun.Fate;
import io.camus.failure.RootCause;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges whether an open run is alive: by who may know, else by the age of its heartbeat.
 *
 * @param liveness knows whether a run is alive
 * @param silence how old the last heartbeat of a run must be to call it dead when nobody knows
 */
public record LifeSigns(
    Store store, Layout layout, RunLiveness liveness, Duration silence, InstantSource clock) {

  /**
   * What is known of a run, alive or dead, and why.
   *
   * @throws StorageException if its heartbeat cannot be looked for
   */
  public OpenRun look(RunId run, RunOwner owner) {
    return switch (liveness.ask(run, owner)) {
      case ALIVE -> seen(run, owner, Fate.ALIVE, owner.inWords() + ", is at work");
      case DEAD -> seen(run, owner, Fate.DEAD, owner.inWords() + ", has ended");
      case UNKNOWN -> judgeBySilence(run, owner);
    };
  }

  private OpenRun judgeBySilence(RunId run, RunOwner owner) {
    Instant last = lastSign(run);
    Fate fate = isFresh(last) ? Fate.ALIVE : Fate.DEAD;
    String why =
        String.format(
            Locale.ROOT,
            "nobody here can tell of %s; its last sign of life is of %s, and it counts as dead %d s after that",
            owner.inWords(),
            last,
            silence.toSeconds());
    return seen(run, owner, fate, why);
  }

  /**
   * A sign from farther in the future than the silence that is allowed was made before a clock was
   * set back; its run would seem alive until the clock gets there again.
   */
  private boolean isFresh(Instant sign) {
    Instant now = clock.instant();
    return sign.isAfter(now.minus(silence)) && sign.isBefore(now.plus(silence));
  }

  private static OpenRun seen(RunId run, RunOwner owner, Fate fate, String why) {
    return new OpenRun(run, owner, fate, why, Optional.empty());
  }

  private Instant lastSign(RunId run) {
    try {
      return Heartbeat.last(store, layout, run).orElse(run.startedAt());
    } catch (IOException e) {
      throw new StorageException(
          "cannot look for the heartbeat of run " + run + ": " + RootCause.line(e), e);
    }
  }
}
