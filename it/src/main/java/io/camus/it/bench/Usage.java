package io.camus.it.bench;

import java.time.Duration;

/**
 * What a process took from its start to its end, with all processes that it started.
 *
 * @param wall time on the clock
 * @param cpu user and system time
 * @param peakBytes largest resident memory of the process itself; 0 where the platform does not
 *     tell it
 */
record Usage(Duration wall, Duration cpu, long peakBytes) {}
