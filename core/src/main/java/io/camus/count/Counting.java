package io.camus.count;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a task counts for the audit.
 *
 * @param window length of an audit window
 * @param folded the topics whose servers and services are counted together
 * @param mostCounts counts, each of a window, a server and a service, that a task keeps apart
 */
public record Counting(Duration window, Predicate<String> folded, int mostCounts) {
  public Counting {
    requireNonNull(window, "window");
    requireNonNull(folded, "folded");
  }
}
