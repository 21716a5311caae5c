package io.camus.run;

import io.camus.run.ProtocolSimulation.Buckets;
import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is wrong with a history, in one line; empty if nothing is. A number is a seed of the
 * simulation, a number after {@link #TRACKED} one of the simulation with tracked buckets, after
 * {@link #UPLOADED} one on an object store, after {@link #IN_TABLES} one with tables, any other
 * name is a {@link DirectedHistory}'s. Only types of the JDK are seen from outside, so that an
 * edited Camus can be asked as well.
 */
final class Histories implements Function<String, Optional<String>> {
  /** The seed of a simulation with tracked buckets follows. */
  static final String TRACKED = "tracked ";

  /** The seed of a simulation on an object store follows. */
  static final String UPLOADED = "uploaded ";

  /** The seed of a simulation with tables follows. */
  static final String IN_TABLES = "in tables ";

  @Override
  public Optional<String> apply(String history) {
    try {
      if (Character.isDigit(history.charAt(0))) {
        simulate(Ground.Kind.FILE_SYSTEM, history, Buckets.UNTRACKED);
      } else if (history.startsWith(TRACKED)) {
        simulate(Ground.Kind.FILE_SYSTEM, history.substring(TRACKED.length()), Buckets.TRACKED);
      } else if (history.startsWith(UPLOADED)) {
        simulate(Ground.Kind.OBJECT_STORE, history.substring(UPLOADED.length()), Buckets.UNTRACKED);
      } else if (history.startsWith(IN_TABLES)) {
        simulate(Ground.Kind.FILE_SYSTEM, history.substring(IN_TABLES.length()), Buckets.IN_TABLES);
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

  private static void simulate(Ground.Kind kind, String seed, Buckets buckets) throws IOException {
    new ProtocolSimulation(kind, Long.parseLong(seed), Listings.PROMPT, buckets).run();
  }
}
