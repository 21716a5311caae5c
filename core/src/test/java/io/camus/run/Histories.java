package io.camus.run;

import io.camus.run.ProtocolSimulation.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is wrong with a history, in one line; empty if nothing is. A number is a seed of the
 * simulation, any other name is a {@link DirectedHistory}'s. Only types of the JDK are seen from
 * outside, so that an edited Camus can be asked as well.
 */
final class Histories implements Function<String, Optional<String>> {

  @Override
  public Optional<String> apply(String history) {
    try {
      if (Character.isDigit(history.charAt(0))) {
        new ProtocolSimulation(Ground.Kind.FILE_SYSTEM, Long.parseLong(history), Listings.PROMPT)
            .run();
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
}
