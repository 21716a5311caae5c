package io.camus.it.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment of a soak's runs. */
interface Place extends AutoCloseable {
  /** Settings of the runs, including the three paths. */
  Map<String, String> settings();

  /** Environment variables of the runs. */
  Map<String, String> environment();

  /** Whether tasks are separate processes. */
  boolean hasTaskProcesses();

  /** A task process of a run, if there is one. */
  Optional<ProcessHandle> task();

  /** Copies everything to the local disk: {@code dest}, {@code base}, {@code history}. */
  Path local() throws IOException;

  @Override
  void close();
}
