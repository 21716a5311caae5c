package io.camus.it.bench;

/**
 * The resources used by a process, including all processes that it started.
 *
 * @param wallSeconds time on the clock
 * @param cpuSeconds user and system time
 * @param peakBytes largest resident memory of one of them; 0 if unknown
 */
record Usage(double wallSeconds, double cpuSeconds, long peakBytes) {}
