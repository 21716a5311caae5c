package io.camus.it.soak;

import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the distribution's {@code bin/camus}, one call at a time, with output to a log. */
final class CommandRuns {
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final CamusScript script;
  private final DevBroker broker;
  private final Map<String, String> environment;
  private final Path properties;
  private final Path log;
  private volatile Process process;

  /**
   * @param broker ends the process if this one dies
   * @param properties the file of {@code -P}
   * @param log where output is appended
   */
  CommandRuns(
      CamusScript script,
      DevBroker broker,
      Map<String, String> environment,
      Path properties,
      Path log) {
    this.script = script;
    this.broker = broker;
    this.environment = environment;
    this.properties = properties;
    this.log = log;
  }

  /** Starts a verb. */
  void start(String verb, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(verb, "-P", properties.toString()));
    arguments.addAll(List.of(options));
    ProcessBuilder builder = script.process(arguments);
    builder.environment().putAll(environment);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    broker.guard(process.toHandle());
  }

  /** Waits for its end with a timeout. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for its end.
   *
   * @return the exit code
   */
  int await() throws InterruptedException {
    if (!endsWithin(DEADLINE)) {
      kill();
      throw new IllegalStateException(
          String.format(Locale.ROOT, "camus did not end within %s: see %s", DEADLINE, log));
    }
    return process.exitValue();
  }

  /** Ends it by SIGKILL and waits until it is gone. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly().waitFor();
    }
  }
}
