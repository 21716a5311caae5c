package io.camus.it.bench;

import java.util.function.ToDoubleFunction;

/**
 * What one more message costs: the difference of two sizes of a workload, of which start, plan and
 * commit are no part.
 *
 * @param small results of the smaller topic
 * @param large results of the larger one, of the same contenders
 */
record Slope(Results small, Results large) {
  private static final double MICROS = 1e6;

  /** Microseconds of CPU for each message between the sizes, by the medians of both. */
  double cpuMicros(String contender) {
    return between(contender, result -> result.usage().cpuSeconds());
  }

  /** Microseconds on the clock for each message between the sizes, by the medians of both. */
  double wallMicros(String contender) {
    return between(contender, result -> result.usage().wallSeconds());
  }

  /** The ratio of {@link #cpuMicros} to that of the contender that came first. */
  double cpuRatio(String contender) {
    return cpuMicros(contender) / cpuMicros(small.contenders().get(0));
  }

  private double between(String contender, ToDoubleFunction<Result> seconds) {
    long messages = large.topic().workload().messages() - small.topic().workload().messages();
    return (large.median(contender, seconds) - small.median(contender, seconds))
        * MICROS
        / messages;
  }
}
