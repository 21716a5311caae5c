package io.camus.cli;

import io.camus.cli.terminal.Terminal;

/**
 * The environment of the verbs.
 *
 * @param operations do the work
 * @param terminal where to write
 * @param questions asks the user
 * @param output where a run leaves properties for the scheduler that started it
 */
record Context(Operations operations, Terminal terminal, Questions questions, JobOutput output) {

  /** That of this process. */
  static Context ofProcess() {
    return ofProcess(Terminal.ofProcess(System.getenv()));
  }

  /** That of this process on a terminal. */
  static Context ofProcess(Terminal terminal) {
    return new Context(
        new Operations(), terminal, Questions.ofProcess(terminal), JobOutput.of(System.getenv()));
  }
}
