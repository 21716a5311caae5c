package io.camus.it.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the runs of a soak work and write. */
interface Place extends AutoCloseable {
  /** Settings of the runs that name it, the three paths among them. */
  Map<String, String> settings();

  /** Environment variables of the runs. */
  Map<String, String> environment();

  /** Whether tasks are processes of their own. */
  boolean hasTaskProcesses();

  /** A process that works for a run and is not its driver, if there is one now. */
  Optional<ProcessHandle> task();

  /** Brings all that was written to the local disk: {@code dest}, {@code base}, {@code history}. */
  Path local() throws IOException;

  @Override
  void close();
}
