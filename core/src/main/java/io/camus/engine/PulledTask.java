package io.camus.engine;

import io.camus.model.PulledGroup;
import java.io.IOException;
import java.util.List;

/** A finished attempt, ready to commit. */
@FunctionalInterface
public interface PulledTask {

  /** What it has pulled; nothing by default. */
  default List<PulledGroup> groups() {
    return List.of();
  }

  /** Commits the attempt, unless another attempt of the task has committed. Idempotent. */
  void commit() throws IOException;
}
