package io.camus.it.bench;

/**
 * What a process took from its start to its end, with all processes that it started.
 *
 * @param wallSeconds time on the clock
 * @param cpuSeconds user and system time
 * @param peakBytes largest resident memory of one of them; 0 where the platform does not tell it
 */
record Usage(double wallSeconds, double cpuSeconds, long peakBytes) {}
