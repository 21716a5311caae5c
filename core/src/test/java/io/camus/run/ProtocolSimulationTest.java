package io.camus.run;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Lets many histories happen; {@code -Dseed=17} replays one, with its story. */
class ProtocolSimulationTest {
  private static final int HISTORIES = 500;

  @Test
  void noHistoryLosesOrDoublesAnything() throws IOException {
    Long replay = Long.getLong("seed");
    if (replay != null) {
      simulate(replay);
      return;
    }
    int histories = Integer.getInteger("histories", HISTORIES);
    for (long seed = 0; seed < histories; seed++) {
      simulate(seed);
    }
  }

  private static void simulate(long seed) throws IOException {
    ProtocolSimulation simulation = new ProtocolSimulation(seed);
    try {
      simulation.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed %d (replay it with -Dseed=%d)%n%s"
              .formatted(seed, seed, String.join("\n", simulation.story())),
          e);
    }
  }
}
