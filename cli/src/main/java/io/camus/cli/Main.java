package io.camus.cli;

import io.camus.failure.RootCause;
import io.camus.model.ExitCode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code camus}: its verbs, its help, its exit codes. */
@Command(
    name = "camus",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    versionProvider = Version.class,
    description =
        "Moves everything in Kafka into date-partitioned files, every message exactly once.",
    footer = {
      "",
      "Examples:",
      "  camus config -P camus.properties     check a configuration",
      "  camus plan -P camus.properties       see what a run would pull",
      "  camus run -P camus.properties        run",
      "  camus verify -P camus.properties     prove what was moved, from the files alone",
      "  camus offsets -P camus.properties    see lags, and when retention passes positions",
      "  camus files -P camus.properties clicks",
      "                                       see which files of a topic are committed",
      "  camus history -P camus.properties    see what earlier runs did",
      "  camus recover -P camus.properties    finish what dead runs have begun",
      "",
      "Exit codes: 0 ok, 1 a bug, 2 usage or configuration, 3 an outside system failed,",
      "            4 the data broke a rule, 5 it is not known whether a commit happened."
    })
public final class Main {
  private final Map<String, Supplier<Object>> own = new LinkedHashMap<>();
  private final Iterable<Verb> further;
  private final Terminal terminal;

  /**
   * Wires the verbs.
   *
   * @param verbs further verbs
   */
  Main(Context context, Iterable<Verb> verbs) {
    own.put("run", () -> new RunCommand(context));
    own.put("plan", () -> new PlanCommand(context));
    own.put("config", () -> new ConfigCommand(context));
    own.put("verify", () -> new VerifyCommand(context));
    own.put("files", () -> new FilesCommand(context));
    own.put("offsets", () -> new OffsetsCommand(context));
    own.put("history", () -> new HistoryCommand(context));
    own.put("recover", () -> new RecoverCommand(context));
    this.further = verbs;
    this.terminal = context.terminal();
  }

  /** Runs the verb that the arguments mean, and returns the process's exit status. */
  int execute(String... arguments) {
    String[] meant = Arguments.withVerb(arguments);
    if (meant.length == 0) {
      terminal.complain(WrongCall.noVerb(own.keySet()));
      return ExitCode.USAGE.value();
    }
    try {
      CommandLine commandLine = commandLine(meant[0]);
      return commandLine.execute(
          meant[0].startsWith("-") || commandLine.getSubcommands().containsKey(meant[0])
              ? meant
              : withoutHelp(meant));
    } catch (OutOfMemoryError e) {
      terminal.complain(
          "out of memory ("
              + e.getMessage()
              + "); give Java more with CAMUS_HEAP, as in CAMUS_HEAP=2g, and run again");
      return ExitCode.OUTSIDE.value();
    } catch (LinkageError e) {
      terminal.complain(
          "the jars do not fit together: "
              + RootCause.line(e)
              + "; look for foreign or old jars in lib/ and CAMUS_CLASSPATH");
      return ExitCode.USAGE.value();
    }
  }

  /** Help of a verb that there is not would be that of the whole command, without a word. */
  private static String[] withoutHelp(String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> !argument.equals("-h") && !argument.equals("--help"))
        .toArray(String[]::new);
  }

  /** With one verb if it is one of ours, since each one costs time; with all for anything else. */
  private CommandLine commandLine(String verb) {
    CommandLine commandLine = new CommandLine(this);
    if (own.containsKey(verb)) {
      commandLine.addSubcommand(own.get(verb).get());
    } else {
      own.values().forEach(each -> commandLine.addSubcommand(each.get()));
      further.forEach(commandLine::addSubcommand);
    }
    FailureReport failures =
        new FailureReport(
            terminal, own.containsKey(verb) ? own.keySet() : commandLine.getSubcommands().keySet());
    return commandLine
        .setExpandAtFiles(false)
        .setSeparator(" ")
        .setUsageHelpWidth(Terminal.COLUMNS)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** The process's entry point. */
  public static void main(String[] arguments) {
    Context context = Context.ofProcess();
    Logging.configure(Arrays.asList(arguments), context.terminal(), System.getProperties());
    int status = new Main(context, ServiceLoader.load(Verb.class)).execute(arguments);
    context.terminal().out().flush();
    System.exit(status);
  }
}
