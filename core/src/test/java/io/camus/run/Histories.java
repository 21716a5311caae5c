package io.camus.run;

import io.camus.run.ProtocolSimulation.Buckets;
import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is wrong with a history, in one line; empty if nothing is. A number is a seed of the
 * simulation, a number after {@link #TRACKED} one of the simulation with tracked buckets, any other
 * name is a {@link DirectedHistory}'s. Only types of the JDK are seen from outside, so that an
 * edited Camus can be asked as well.
 */
final class Histories implements Function<String, Optional<String>> {
  /** The seed of a simulation with tracked buckets follows. */
  static final String TRACKED = "tracked ";

  @Override
  public Optional<String> apply(String history) {
    try {
      if (Character.isDigit(history.charAt(0))) {
        simulate(history, Buckets.UNTRACKED);
      } else if (history.startsWith(TRACKED)) {
        simulate(history.substring(TRACKED.length()), Buckets.TRACKED);
      } else {
        DirectedHistory.valueOf(history).run();
      }
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of((e.getClass().getSimpleName() + ": " + e.getMessage()).replace('\n', ' '));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void simulate(String seed, Buckets buckets) throws IOException {
    new ProtocolSimulation(Ground.Kind.FILE_SYSTEM, Long.parseLong(seed), Listings.PROMPT, buckets)
        .run();
  }
}
