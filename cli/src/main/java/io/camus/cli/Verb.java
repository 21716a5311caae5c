package io.camus.cli;

import java.util.concurrent.Callable;

/**
 * A verb that another module adds to the command line: an implementation is a picocli command,
 * found by {@link java.util.ServiceLoader}.
 */
public interface Verb extends Callable<Integer> {}
