package io.camus.count;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Settings of a task's audit counts.
 *
 * @param window length of an audit window
 * @param folded topics counted without distinguishing servers and services
 * @param mostCounts maximum number of counts (per window, server and service) of a task
 */
public record Counting(Duration window, Predicate<String> folded, int mostCounts) {
  public Counting {
    requireNonNull(window, "window");
    requireNonNull(folded, "folded");
  }
}
