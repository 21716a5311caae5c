package io.camus.it.bench;

/**
 * One run of one contender.
 *
 * @param usage what it took
 * @param bytes of its data files
 * @param files number of its data files
 */
record Result(Usage usage, long bytes, long files) {}
