package io.camus.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.run.JsonDocuments;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Tells why a verb failed: a sentence for what we expect, a stack trace for a bug; on standard
 * output the same as a document, where {@code --json} promised one.
 */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String JSON = "--json";

  private final Terminal terminal;
  private final IParameterExceptionHandler usage;

  /**
   * @param usage tells people what is wrong with a command line
   */
  FailureReport(Terminal terminal, IParameterExceptionHandler usage) {
    this.terminal = terminal;
    this.usage = usage;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
    int status = usage.handleParseException(failure, arguments);
    if (List.of(arguments).contains(JSON)) {
      document(failure.getCommandLine(), ExitCode.USAGE, failure.getMessage());
    }
    return status;
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
    if (verb.getParseResult().hasMatchedOption(JSON)) {
      document(verb, code, message);
    }
    return code.value();
  }

  private void document(CommandLine verb, ExitCode code, String message) {
    ObjectNode document = JsonDocuments.object().put("exitCode", code.value());
    document
        .putArray("problems")
        .addObject()
        .put("severity", code.name().toLowerCase(Locale.ROOT))
        .put("where", verb.getCommandName())
        .put("message", message);
    terminal.out().println(JsonDocuments.text(document));
  }
}
