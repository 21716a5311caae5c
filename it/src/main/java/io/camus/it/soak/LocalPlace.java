package io.camus.it.soak;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The local disk; tasks are threads of the driver. */
final class LocalPlace implements Place {
  private final Path folder;

  LocalPlace(Path folder) {
    this.folder = folder;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "etl.destination.path", folder.resolve("dest").toString(),
        "etl.execution.base.path", folder.resolve("base").toString(),
        "etl.execution.history.path", folder.resolve("history").toString());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public boolean hasTaskProcesses() {
    return false;
  }

  @Override
  public Optional<ProcessHandle> task() {
    return Optional.empty();
  }

  @Override
  public Path local() {
    return folder;
  }

  @Override
  public void close() {
    // Nothing was started.
  }
}
