package io.camus.run;

import io.camus.report.RunListener.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Measures how long a run is in each of its stages. */
final class StageTimes {
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
  private Stage stage = Stage.RECOVER;
  private Instant since;

  /** The run begins with its recovery. */
  StageTimes(Instant begin) {
    since = begin;
  }

  /** The run enters this stage, perhaps again. */
  void enter(Stage next, Instant now) {
    times.merge(stage, elapsed(now), Duration::plus);
    stage = next;
    since = now;
  }

  /** The times of all stages so far, by stage. */
  Map<Stage, Duration> until(Instant now) {
    Map<Stage, Duration> all = new EnumMap<>(times);
    all.merge(stage, elapsed(now), Duration::plus);
    return all;
  }

  /** Zero, if the clock was set back in the meantime. */
  private Duration elapsed(Instant now) {
    Duration elapsed = Duration.between(since, now);
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }
}
