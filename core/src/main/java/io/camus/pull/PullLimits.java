package io.camus.pull;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits that can end a pull early.
 *
 * @param span event time that is pulled of a range in one run ({@code kafka.max.pull.hrs})
 * @param time wall time of a task attempt ({@code kafka.max.pull.minutes.per.task})
 * @param notBefore records with an event time before this are skipped ({@code
 *     kafka.max.historical.days} before the run)
 * @param future later event times are attributed to a producer's wrong clock and ignored for {@code
 *     span}
 * @param stall how long a task attempt waits if none of its ranges moves; then all of them end
 *     ({@code camus.pull.stall.timeout.ms})
 */
public record PullLimits(
    Optional<Duration> span,
    Optional<Duration> time,
    Optional<Instant> notBefore,
    Instant future,
    Duration stall) {
  public PullLimits {
    requireNonNull(span);
    requireNonNull(time);
    requireNonNull(notBefore);
    requireNonNull(future);
    requireNonNull(stall);
  }
}
