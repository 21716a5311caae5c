package io.camus.cli;

import io.camus.cli.terminal.Terminal;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.report.Json;
import io.camus.report.StopSignal;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reports why a verb failed: a sentence for an expected failure, a stack trace for a bug; with
 * {@code --json}, also as a document on standard output.
 */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final String JSON = "--json";
  private static final String VERBOSE = "--verbose";

  private final Terminal terminal;
  private final Collection<String> verbs;

  /**
   * @param verbs that there are
   */
  FailureReport(Terminal terminal, Collection<String> verbs) {
    this.terminal = terminal;
    this.verbs = verbs;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    List<String> typed = List.of(arguments);
    String sentence = new WrongCall(failure, verbs, typed).sentence();
    terminal.complain(sentence);
    if (typed.contains(JSON)) {
      document(failure.getCommandLine(), ExitCode.USAGE, sentence);
    }
    return ExitCode.USAGE.value();
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine verb, ParseResult parsed) {
    if (failure instanceof CamusException expected) {
      terminal.complain(expected.getMessage());
      if (verb.getParseResult().hasMatchedOption(VERBOSE)) {
        expected.printStackTrace(terminal.err());
      }
      return documented(verb, expected.exitCode(), expected.getMessage());
    }
    if (failure instanceof UncheckedIOException broken) {
      String why = RootCause.line(broken);
      terminal.complain(why);
      return documented(verb, ExitCode.OUTSIDE, why);
    }
    failure.printStackTrace(terminal.err());
    terminal.complain(
        String.format(
            Locale.ROOT,
            "this is a bug in Camus. Committed data is safe, and the next run continues from"
                + " there. Please report the lines above, the output of the same command with -v,"
                + " and: %s, Java %s, %s",
            Version.text(),
            System.getProperty("java.version"),
            System.getProperty("os.name")));
    return documented(verb, ExitCode.BUG, failure.toString());
  }

  private int documented(CommandLine verb, ExitCode code, String message) {
    if (verb.getParseResult().hasMatchedOption(JSON)) {
      document(verb, code, message);
    }
    return status(code);
  }

  /** The exit code of the process: a signal takes precedence. */
  private static int status(ExitCode code) {
    return StopSignal.ofProcess().map(StopSignal::status).orElse(code.value());
  }

  private void document(CommandLine verb, ExitCode code, String message) {
    Json problem =
        new Json()
            .put("severity", code)
            .put("where", verb.getCommandName())
            .put("message", message);
    terminal.print(
        new Json().put("exitCode", status(code)).put("problems", List.of(problem)).text());
  }
}
