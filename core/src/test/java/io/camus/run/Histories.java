package io.camus.run;

import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What is wrong with the history of a seed, in one line; empty if nothing is. Only types of the JDK
 * are seen from outside, so that an edited Camus can be asked as well.
 */
final class Histories implements LongFunction<Optional<String>> {

  @Override
  public Optional<String> apply(long seed) {
    try {
      new ProtocolSimulation(seed, Listings.PROMPT).run();
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of((e.getClass().getSimpleName() + ": " + e.getMessage()).replace('\n', ' '));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
