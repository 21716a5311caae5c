package io.camus.cli;

import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a verb failed: a sentence for what we expect, a stack trace for a bug. */
final class FailureReport implements IExecutionExceptionHandler {
  private final Terminal terminal;

  FailureReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine verb, ParseResult parsed) {
    if (failure instanceof CamusException expected) {
      terminal.err().println("camus: " + expected.getMessage());
      if (CommonOptions.verbose(verb)) {
        expected.printStackTrace(terminal.err());
      }
      return expected.exitCode().value();
    }
    failure.printStackTrace(terminal.err());
    terminal
        .err()
        .println(
            "camus: this is a bug in Camus; please report it with the lines above. What was"
                + " committed stays committed, and the next run goes on from there.");
    return ExitCode.BUG.value();
  }
}
