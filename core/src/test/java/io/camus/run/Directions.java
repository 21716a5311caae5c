package io.camus.run;

import io.camus.run.FaultyStore.Fault;
import io.camus.spi.StorePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What happens to one process at which of its store calls, said beforehand: each direction waits
 * for the first call that it is about after the call of the one before it.
 */
final class Directions implements FaultyStore.Schedule {
  private final Deque<Direction> ahead = new ArrayDeque<>();

  private record Direction(boolean look, Pattern path, Optional<Fault> fault) {
    private boolean isAbout(int change, StorePath called) {
      return look == (change < 0) && path.matcher(called.value()).find();
    }
  }

  /** No directions: nothing happens. */
  static Directions none() {
    return new Directions();
  }

  /**
   * At the next call that changes a path; the target of a rename.
   *
   * @param path is found in it
   */
  Directions atChange(String path, Fault fault) {
    ahead.add(new Direction(false, Pattern.compile(path), Optional.of(fault)));
    return this;
  }

  /**
   * Waits for the next call that changes a path, which is as any other.
   *
   * @param path is found in it
   */
  Directions after(String path) {
    ahead.add(new Direction(false, Pattern.compile(path), Optional.empty()));
    return this;
  }

  /**
   * At the next call that looks at a path.
   *
   * @param path is found in it
   */
  Directions atLook(String path, Fault fault) {
    ahead.add(new Direction(true, Pattern.compile(path), Optional.of(fault)));
    return this;
  }

  @Override
  public Optional<Fault> next(int change, StorePath path) {
    if (ahead.isEmpty() || !ahead.peek().isAbout(change, path)) {
      return Optional.empty();
    }
    return ahead.remove().fault();
  }
}
