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
 * Decides whether an open run is alive: from the process or cluster if possible, else from the age
 * of its heartbeat.
 *
 * @param liveness knows whether a run is alive
 * @param silence age of the last heartbeat at which a run counts as dead, if nothing else is known
 */
public record LifeSigns(
    Store store, Layout layout, RunLiveness liveness, Duration silence, InstantSource clock) {

  /**
   * Whether a run is alive or dead, and why.
   *
   * @throws StorageException if its heartbeat cannot be checked
   */
  public OpenRun look(RunId run, RunOwner owner) {
    return switch (liveness.ask(run, owner)) {
      case ALIVE -> seen(run, owner, Fate.ALIVE, owner.inWords() + ", is running");
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
            "cannot check %s from here; its last heartbeat was at %s, and it counts as dead %d s"
                + " after that",
            owner.inWords(),
            last,
            silence.toSeconds());
    return seen(run, owner, fate, why);
  }

  /**
   * A heartbeat too far in the future was written before a clock was set back; its run would seem
   * alive until the clock reaches that time again.
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
          "cannot check the heartbeat of run " + run + ": " + RootCause.line(e), e);
    }
  }
}
