package io.camus.run;

import io.camus.run.ProtocolSimulation.Buckets;
import io.camus.run.ProtocolSimulation.Files;
import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets histories happen for {@code -Dsoak.minutes} (60), every tenth of them with listings that are
 * late, and every fourth with files that are buffered. They begin at {@code -Dsoak.seed}, or
 * somewhere new each time.
 */
@Tag("soak")
class ProtocolSoakTest {
  private static final Logger LOG = LoggerFactory.getLogger(ProtocolSoakTest.class);
  private static final long MINUTES = 60;

  @Test
  void noHistoryLosesOrDoublesAnythingForAsLongAsWanted() throws IOException {
    long deadline =
        System.nanoTime() + Duration.ofMinutes(Long.getLong("soak.minutes", MINUTES)).toNanos();
    long first = Long.getLong("soak.seed", System.currentTimeMillis() * 1_000);
    long seed = first;
    while (System.nanoTime() < deadline) {
      Listings listings = seed % 10 == 0 ? Listings.STALE : Listings.PROMPT;
      Ground.Kind ground =
          listings == Listings.PROMPT && seed % 3 == 0
              ? Ground.Kind.OBJECT_STORE
              : Ground.Kind.FILE_SYSTEM;
      Files files = seed % 4 == 1 ? Files.BUFFERED : Files.STREAMED;
      Buckets buckets = seed % 5 < 2 ? Buckets.TRACKED : Buckets.UNTRACKED;
      ProtocolSimulationTest.simulate(ground, listings, files, buckets, seed++);
    }
    // At this level, so that the tests' log shows it.
    LOG.warn("{} histories, seeds {} to {}", seed - first, first, seed - 1);
  }
}
