package io.camus.cli;

import io.camus.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line with scripted operations and streams that can be read. */
public final class CommandLineFixture {
  private static final List<String> SETTINGS =
      List.of(
          "-D", "kafka.brokers=b:9092",
          "-D", "etl.destination.path=/camus/topics",
          "-D", "etl.execution.base.path=/camus/exec",
          "-D", "etl.execution.history.path=/camus/history");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final ScriptedOperations operations = new ScriptedOperations();
  final ScriptedQuestions questions = new ScriptedQuestions();

  JobOutput output = new JobOutput(Optional.empty());

  Terminal terminal() {
    return Terminal.plain(stream(out), stream(err));
  }

  int execute(String... arguments) {
    return main(List.of()).execute(arguments);
  }

  Main main(Iterable<Verb> verbs) {
    return new Main(context(operations), verbs);
  }

  Context context(Operations behind) {
    return new Context(behind, terminal(), questions, output);
  }

  /** The command line with a further verb. */
  public int execute(Verb further, String... arguments) {
    return main(List.of(further)).execute(arguments);
  }

  /** The verb with the settings that are required, then further arguments. */
  int executeWithSettings(String verb, String... further) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(SETTINGS);
    arguments.addAll(List.of(further));
    return execute(arguments.toArray(String[]::new));
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
