package io.camus.mapreduce;

import java.io.IOException;

/** A finished attempt that waits for its commit. */
@FunctionalInterface
public interface PulledTask {

  /** Lets the attempt stand for its task, if no other attempt does. Calling again is safe. */
  void commit() throws IOException;
}
