package io.camus.cli;

/**
 * What one call of {@code camus run} was asked for beyond the configuration.
 *
 * @param takeOver whether a run that seems alive is closed and its finished work committed
 */
public record RunOptions(boolean takeOver) {}
