package io.camus.cli;

import io.camus.cli.terminal.ColorWish;
import io.camus.cli.terminal.Terminal;
import io.camus.failure.RootCause;
import io.camus.model.ExitCode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code camus}: its verbs, its help, its exit codes. */
@Command(
    name = "camus",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    versionProvider = Version.class,
    description =
        "Copies Kafka topics to date-partitioned files. Each message arrives exactly once.",
    footer = {
      "",
      "Examples:",
      "  camus inspect -D kafka.brokers=broker-1:9092",
      "                                       show what is in the topics of a cluster",
      "  camus init -D kafka.brokers=broker-1:9092",
      "                                       write camus.properties for them",
      "  camus config -P camus.properties     check a configuration",
      "  camus plan -P camus.properties       show what a run would pull",
      "  camus run -P camus.properties        run",
      "  camus verify -P camus.properties     check all files against the commit log",
      "  camus audit -P camus.properties      compare messages sent with messages written",
      "  camus report -P camus.properties     write all of this as one HTML page",
      "  camus serve -P camus.properties      show that page in a browser",
      "  camus offsets -P camus.properties    show lags, and when data will be lost",
      "  camus files -P camus.properties clicks",
      "                                       list the committed files of a topic",
      "  camus schema -P camus.properties clicks",
      "                                       write the Avro schema of a topic's files",
      "  camus schemas -P camus.properties    show how the schemas of topics changed",
      "  camus import -P camus.properties --from-group NAME",
      "                                       take over positions from another program",
      "  camus history -P camus.properties    show what earlier runs did",
      "  camus recover -P camus.properties    complete the work of runs that died",
      "",
      "Exit codes: 0 ok, 1 bug in Camus, 2 usage or configuration,",
      "            3 outside system failed, 4 data broke a rule,",
      "            5 unknown whether a commit happened."
    })
public final class Main {
  private static final int LEAST_HELP_WIDTH = 60;

  @Option(
      names = ColorWish.OPTION,
      scope = ScopeType.INHERIT,
      order = ConfiguredVerb.LAST,
      paramLabel = "WHEN",
      description = "Colors: auto (on a terminal, the default), always, or never.")
  ColorWish color;

  private final Map<String, Supplier<Object>> own = new LinkedHashMap<>();
  private final Iterable<Verb> further;
  private final Terminal terminal;

  /**
   * Wires the verbs.
   *
   * @param verbs further verbs
   */
  Main(Context context, Iterable<Verb> verbs) {
    own.put("inspect", () -> new InspectCommand(context));
    own.put("init", () -> new InitCommand(context));
    own.put("run", () -> new RunCommand(context));
    own.put("plan", () -> new PlanCommand(context));
    own.put("config", () -> new ConfigCommand(context));
    own.put("verify", () -> new VerifyCommand(context));
    own.put("audit", () -> new AuditCommand(context));
    own.put("report", () -> new ReportCommand(context));
    own.put("serve", () -> new ServeCommand(context));
    own.put("files", () -> new FilesCommand(context));
    own.put("schema", () -> new SchemaCommand(context));
    own.put("schemas", () -> new SchemasCommand(context));
    own.put("tables", () -> new TablesCommand(context));
    own.put("offsets", () -> new OffsetsCommand(context));
    own.put("import", () -> new ImportCommand(context));
    own.put("history", () -> new HistoryCommand(context));
    own.put("recover", () -> new RecoverCommand(context));
    this.further = verbs;
    this.terminal = context.terminal();
  }

  /** Runs the verb that the arguments name, and returns the process's exit status. */
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
              + "); set a larger heap, such as CAMUS_HEAP=2g, and run again");
      return ExitCode.OUTSIDE.value();
    } catch (LinkageError e) {
      terminal.complain(
          "incompatible jars: "
              + RootCause.line(e)
              + "; look for foreign or old jars in lib/ and CAMUS_CLASSPATH");
      return ExitCode.USAGE.value();
    }
  }

  /** Without its options for help, an unknown verb is an error instead of the general help. */
  private static String[] withoutHelp(String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> !argument.equals("-h") && !argument.equals("--help"))
        .toArray(String[]::new);
  }

  /** With only the verb that is meant, since each one costs time; with all for anything else. */
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
        .setHelpFactory(BlankWrappedHelp::new)
        .setExpandAtFiles(false)
        .setSeparator(" ")
        .setUsageHelpWidth(Math.max(LEAST_HELP_WIDTH, terminal.results().textWidth()))
        .setUsageHelpAutoWidth(false)
        .setColorScheme(helpColors())
        .setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  /** Names are bold; the parser's own scheme has yellow text. */
  private ColorScheme helpColors() {
    return new ColorScheme.Builder(terminal.colored() ? Ansi.ON : Ansi.OFF)
        .commands(Ansi.Style.bold)
        .options(Ansi.Style.bold)
        .parameters(Ansi.Style.bold)
        .build();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** The process's entry point. */
  public static void main(String[] arguments) {
    List<String> meant = Arrays.asList(Arguments.withVerb(arguments));
    Context context = Context.ofProcess(Terminal.ofProcess(System.getenv(), meant));
    Logging.configure(meant, context.terminal(), System.getProperties());
    int status = new Main(context, ServiceLoader.load(Verb.class)).execute(arguments);
    context.terminal().out().flush();
    System.exit(status);
  }
}
