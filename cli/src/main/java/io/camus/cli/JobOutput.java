package io.camus.cli;

import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.ExitCode;
import io.camus.model.StorageException;
import io.camus.report.Json;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The file in which Azkaban expects the properties for dependent jobs: a JSON object of strings.
 *
 * @param file what {@code JOB_OUTPUT_PROP_FILE} names; empty if Azkaban has not started us
 */
record JobOutput(Optional<Path> file) {
  private static final String VARIABLE = "JOB_OUTPUT_PROP_FILE";

  /** That of a process. */
  static JobOutput of(Map<String, String> environment) {
    return new JobOutput(
        Optional.ofNullable(environment.get(VARIABLE)).filter(it -> !it.isEmpty()).map(Path::of));
  }

  /**
   * Writes the results of a run to the file, however it ends.
   *
   * @throws StorageException if it cannot be written; what the run committed stays committed
   */
  RunSummary of(Supplier<RunSummary> run) {
    RunSummary summary;
    try {
      summary = run.get();
    } catch (CamusException e) {
      leave(e.exitCode(), e);
      throw e;
    } catch (RuntimeException e) {
      leave(ExitCode.BUG, e);
      throw e;
    }
    write(ResultProperties.of(summary));
    return summary;
  }

  private void leave(ExitCode code, RuntimeException failure) {
    try {
      write(ResultProperties.of(code));
    } catch (StorageException e) {
      failure.addSuppressed(e);
    }
  }

  private void write(Map<String, String> properties) {
    if (file.isEmpty()) {
      return;
    }
    Json document = new Json();
    properties.forEach(document::put);
    try {
      Files.writeString(file.get(), document.text());
    } catch (IOException e) {
      throw new StorageException(
          String.format(
                  Locale.ROOT,
                  "%s: cannot write the properties for later jobs (%s): %s; the run itself",
                  file.get(),
                  VARIABLE,
                  RootCause.line(e))
              + " ended with exit code "
              + properties.get(ResultProperties.EXIT_CODE),
          e);
    }
  }
}
