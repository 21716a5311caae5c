package io.camus.source;

import java.util.List;
import java.util.Optional;

/**
 * Finds the single cause of a failure by bisection: a corrupt partition among thousands takes a
 * dozen trials.
 */
final class Bisection {
  private Bisection() {}

  /** Tries a subset. */
  interface Trial<T> {
    boolean fails(List<T> some) throws InterruptedException;
  }

  /**
   * Searches.
   *
   * @param suspects at least one of them is believed to be bad
   * @return one that fails alone; empty if none does, so the failure has another cause
   */
  static <T> Optional<T> find(List<T> suspects, Trial<T> trial) throws InterruptedException {
    List<T> left = List.copyOf(suspects);
    while (left.size() > 1) {
      List<T> half = left.subList(0, left.size() / 2);
      left = trial.fails(half) ? half : left.subList(left.size() / 2, left.size());
    }
    return !left.isEmpty() && trial.fails(left) ? Optional.of(left.get(0)) : Optional.empty();
  }
}
