package io.camus.cli;

import java.util.concurrent.Callable;

/**
 * An additional verb of the command line: annotated with picocli's {@code @Command}, whose name is
 * the verb, and found by {@link java.util.ServiceLoader}. Calling it returns its exit code.
 */
public interface Verb extends Callable<Integer> {}
