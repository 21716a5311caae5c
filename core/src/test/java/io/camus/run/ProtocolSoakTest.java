package io.camus.run;

import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Lets histories happen for {@code -Dsoak.minutes} (60), every tenth of them with listings that are
 * late. They begin at {@code -Dsoak.seed}, or somewhere new each time.
 */
@Tag("soak")
class ProtocolSoakTest {
  private static final long MINUTES = 60;

  @Test
  void noHistoryLosesOrDoublesAnythingForAsLongAsWanted(TestReporter reporter) throws IOException {
    long deadline =
        System.nanoTime() + Duration.ofMinutes(Long.getLong("soak.minutes", MINUTES)).toNanos();
    long first = Long.getLong("soak.seed", System.currentTimeMillis() * 1_000);
    long seed = first;
    while (System.nanoTime() < deadline) {
      Listings listings = seed % 10 == 0 ? Listings.STALE : Listings.PROMPT;
      ProtocolSimulationTest.simulate(listings, seed++);
    }
    reporter.publishEntry("histories", Long.toString(seed - first));
    reporter.publishEntry("seeds", "%d to %d".formatted(first, seed - 1));
  }
}
