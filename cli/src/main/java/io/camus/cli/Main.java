package io.camus.cli;

import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code camus}: its verbs, its help, its exit codes. */
@Command(
    name = "camus",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    versionProvider = Main.Version.class,
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
      "  camus history -P camus.properties    see what earlier runs did",
      "  camus recover -P camus.properties    finish what dead runs have begun",
      "",
      "Exit codes: 0 ok, 1 a bug, 2 usage or configuration, 3 an outside system failed,",
      "            4 the data broke a rule, 5 it is not known whether a commit happened."
    })
public final class Main implements Callable<Integer> {
  private final CommandLine commandLine;

  /**
   * Wires the verbs.
   *
   * @param pipeline makes the pipeline when a verb needs it
   * @param inspection makes what looks at storage when a verb needs it
   * @param upkeep makes what the person on call needs when a verb needs it
   * @param verbs further verbs
   * @param terminal where to write
   * @param questions whom to ask
   * @param output where a run leaves properties for the scheduler that started it
   */
  Main(
      Supplier<Pipeline> pipeline,
      Supplier<Inspection> inspection,
      Supplier<Upkeep> upkeep,
      Iterable<Verb> verbs,
      Terminal terminal,
      Questions questions,
      JobOutput output) {
    commandLine = new CommandLine(this);
    commandLine.addSubcommand(new RunCommand(pipeline, terminal, output));
    commandLine.addSubcommand(new PlanCommand(pipeline, terminal));
    commandLine.addSubcommand(new ConfigCommand(pipeline, terminal));
    commandLine.addSubcommand(new VerifyCommand(inspection, terminal));
    commandLine.addSubcommand(new OffsetsCommand(upkeep, terminal, questions));
    commandLine.addSubcommand(new HistoryCommand(upkeep, terminal));
    commandLine.addSubcommand(new RecoverCommand(upkeep, terminal));
    commandLine.getSubcommands().values().forEach(CommonOptions::addTo);
    verbs.forEach(verb -> commandLine.addSubcommand(verb.command()));
    FailureReport failures =
        new FailureReport(terminal, commandLine.getParameterExceptionHandler());
    commandLine
        .setExpandAtFiles(false)
        .setSeparator(" ")
        .setUsageHelpWidth(Terminal.COLUMNS)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setOut(Writers.of(terminal.out()))
        .setErr(Writers.of(terminal.err()))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  /** Runs the verb that the arguments mean and returns the process's exit status. */
  int execute(String... arguments) {
    return commandLine.execute(Arguments.withVerb(arguments));
  }

  /** Without a verb: help. */
  @Override
  public Integer call() {
    commandLine.usage(commandLine.getOut());
    return CommandLine.ExitCode.OK;
  }

  /** The process's entry point. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess(System.getenv());
    Logging.configure(Arrays.asList(arguments), terminal, System.getProperties());
    int status =
        new Main(
                HadoopPipeline::new,
                HadoopInspection::new,
                HadoopUpkeep::new,
                ServiceLoader.load(Verb.class),
                terminal,
                Questions.ofProcess(terminal),
                JobOutput.of(System.getenv()))
            .execute(arguments);
    terminal.out().flush();
    System.exit(status);
  }

  /** The version, as the jar's manifest tells it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"camus " + (version == null ? "(not packaged)" : version)};
    }
  }
}
