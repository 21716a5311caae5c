package io.camus.it.demo;

import io.camus.it.cluster.DevBroker;
import io.camus.it.command.CamusScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code bin/camus run -P ...}, or another verb, as a child process that writes to the same
 * terminal.
 */
final class RunProcess {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final CamusScript script;
  private final DevBroker broker;
  private final List<String> options;
  private volatile Process process;

  /**
   * Runs are ended by the broker's process if this one goes without having done so.
   *
   * @param options further arguments of each run
   */
  RunProcess(CamusScript script, DevBroker broker, List<String> options) {
    this.script = script;
    this.options = options;
    this.broker = broker;
  }

  /**
   * Runs once.
   *
   * @param verb run, or another verb
   * @param more further arguments
   * @return the exit code
   */
  int run(String verb, Path properties, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(verb, "-P", properties.toString()));
    arguments.addAll(options);
    arguments.addAll(List.of(more));
    process = script.process(arguments).inheritIO().start();
    broker.guard(process.toHandle());
    if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      end();
      throw new IllegalStateException(verb + " took longer than " + DEADLINE);
    }
    return process.exitValue();
  }

  /** Ends a run that is going on. */
  void end() {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }
}
