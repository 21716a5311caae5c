package io.camus.cli;

/** A further verb of the command line, found by {@link java.util.ServiceLoader}. */
public interface Verb {
  /** An object annotated with picocli's {@code @Command}; its name is the verb. */
  Object command();
}
