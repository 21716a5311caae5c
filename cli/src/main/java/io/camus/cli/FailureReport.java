package io.camus.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.run.JsonDocuments;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells why a verb failed: a sentence for what we expect, a stack trace for a bug; on standard
 * output the same as a document, where {@code --json} promised one.
 */
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
      return documented(verb, expected.exitCode(), expected.getMessage());
    }
    failure.printStackTrace(terminal.err());
    terminal
        .err()
        .println(
            "camus: this is a bug in Camus; please report it with the lines above. What was"
                + " committed stays committed, and the next run goes on from there.");
    return documented(verb, ExitCode.BUG, failure.toString());
  }

  private int documented(CommandLine verb, ExitCode code, String message) {
    if (verb.getParseResult().hasMatchedOption("--json")) {
      ObjectNode document = JsonDocuments.object().put("exitCode", code.value());
      document
          .putArray("problems")
          .addObject()
          .put("severity", code.name().toLowerCase(Locale.ROOT))
          .put("where", verb.getCommandName())
          .put("message", message);
      terminal.out().println(JsonDocuments.text(document));
    }
    return code.value();
  }
}
