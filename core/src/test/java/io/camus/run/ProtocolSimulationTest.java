package io.camus.run;

import static io.camus.run.ProtocolSimulation.Listings.PROMPT;
import static io.camus.run.ProtocolSimulation.Listings.STALE;

import io.camus.run.Ground.Kind;
import io.camus.run.ProtocolSimulation.Buckets;
import io.camus.run.ProtocolSimulation.Files;
import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Lets many histories happen; {@code -Dseed=17} replays one, with its story. */
class ProtocolSimulationTest {
  private static final int HISTORIES = 500;

  @Test
  void noHistoryLosesOrDoublesAnything() throws IOException {
    simulate(Kind.FILE_SYSTEM, PROMPT, Files.STREAMED, Buckets.UNTRACKED, HISTORIES);
  }

  @Test
  void noHistoryOnAnObjectStoreLosesOrDoublesAnything() throws IOException {
    simulate(Kind.OBJECT_STORE, PROMPT, Files.STREAMED, Buckets.UNTRACKED, HISTORIES / 4);
  }

  @Test
  void noHistoryOfFilesThatAreBufferedLosesOrDoublesAnything() throws IOException {
    simulate(Kind.FILE_SYSTEM, PROMPT, Files.BUFFERED, Buckets.UNTRACKED, HISTORIES / 4);
  }

  @Test
  void noHistoryOfTrackedBucketsMarksOneThatIsNotComplete() throws IOException {
    simulate(Kind.FILE_SYSTEM, PROMPT, Files.STREAMED, Buckets.TRACKED, HISTORIES / 4);
    simulate(Kind.OBJECT_STORE, PROMPT, Files.STREAMED, Buckets.TRACKED, HISTORIES / 16);
  }

  @Test
  void noHistoryLosesOrDoublesAnythingInTables() throws IOException {
    simulate(Kind.FILE_SYSTEM, PROMPT, Files.STREAMED, Buckets.IN_TABLES, HISTORIES / 4);
    simulate(Kind.OBJECT_STORE, PROMPT, Files.STREAMED, Buckets.IN_TABLES, HISTORIES / 16);
  }

  /** A store that breaks its contract in this way would cost work, no data. */
  @Test
  void evenStaleListingsLoseAndDoubleNothing() throws IOException {
    simulate(Kind.FILE_SYSTEM, STALE, Files.STREAMED, Buckets.UNTRACKED, HISTORIES / 4);
  }

  private static void simulate(
      Kind ground, Listings listings, Files files, Buckets buckets, int usual) throws IOException {
    Long replay = Long.getLong("seed");
    if (replay != null) {
      simulate(ground, listings, files, buckets, (long) replay);
      return;
    }
    int histories = Integer.getInteger("histories", usual);
    for (long seed = 0; seed < histories; seed++) {
      simulate(ground, listings, files, buckets, seed);
    }
  }

  /** Lets one history happen; its failure tells its seed and its story. */
  static void simulate(Kind ground, Listings listings, Files files, Buckets buckets, long seed)
      throws IOException {
    ProtocolSimulation simulation = new ProtocolSimulation(ground, seed, listings, files, buckets);
    try {
      simulation.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "seed %d (replay it with -Dseed=%d)%n%s",
              seed,
              seed,
              String.join("\n", simulation.story())),
          e);
    }
  }
}
