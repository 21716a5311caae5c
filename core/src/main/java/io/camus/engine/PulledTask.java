package io.camus.engine;

import io.camus.model.PulledGroup;
import java.io.IOException;
import java.util.List;

/** A finished attempt that waits for its commit. */
@FunctionalInterface
public interface PulledTask {

  /** What it has pulled; nothing, unless it says so. */
  default List<PulledGroup> groups() {
    return List.of();
  }

  /** Lets the attempt stand for its task, if no other attempt does. Calling again is safe. */
  void commit() throws IOException;
}
