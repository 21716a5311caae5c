package io.camus.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The rate at which a count grows, over the last seconds, so that it follows changes. */
final class Pace {
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration LEAST = Duration.ofMillis(400);

  private final Deque<Point> points = new ArrayDeque<>();

  private record Point(Instant time, long count) {}

  /**
   * Takes what was counted.
   *
   * @param time not before that of an earlier call
   */
  void add(Instant time, long count) {
    if (!points.isEmpty() && count < points.getLast().count()) {
      points.clear(); // A failed attempt takes back what it has counted.
    }
    points.addLast(new Point(time, count));
    while (points.size() > 2
        && Duration.between(points.getFirst().time(), time).compareTo(WINDOW) > 0) {
      points.removeFirst();
    }
  }

  /** The growth per second; empty until enough is known. */
  Optional<Double> perSecond() {
    if (points.size() < 2) {
      return Optional.empty();
    }
    Duration elapsed = Duration.between(points.getFirst().time(), points.getLast().time());
    return elapsed.compareTo(LEAST) < 0
        ? Optional.empty()
        : Optional.of(
            (points.getLast().count() - points.getFirst().count()) * 1000.0 / elapsed.toMillis());
  }

  /** The time until the count has grown by a number; empty if it does not grow. */
  Optional<Duration> timeFor(long more) {
    return perSecond()
        .filter(rate -> rate > 0)
        .map(rate -> Duration.ofMillis(Math.round(1000 * more / rate)));
  }
}
