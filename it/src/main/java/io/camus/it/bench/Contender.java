package io.camus.it.bench;

import java.io.IOException;
import java.nio.file.Path;

/** A program that moves, or at least reads, the whole topic of a workload in one process. */
interface Contender {
  /** The directory below its folder where a contender writes its data files. */
  String DATA = "data";

  /** Its name in tables, on the command line and in file names. */
  String name();

  /** Whether its JVM reads options from {@code CAMUS_OPTS}, so it can be recorded. */
  default boolean canBeRecorded() {
    return false;
  }

  /** Whether it can move the workload. */
  boolean takes(Workload workload);

  /**
   * The process, not started.
   *
   * @param folder empty; it writes everything there, data files below {@link #DATA}
   */
  ProcessBuilder process(Workload workload, Path folder) throws IOException;

  /** Where its data files are on the local disk, for its folder. */
  default Path data(Path folder) {
    return folder.resolve(DATA);
  }

  /**
   * Proves that a successful process moved every message of the topic once.
   *
   * @param log what the process printed
   * @throws IllegalStateException if it did not
   */
  void check(Loaded topic, Path folder, Path log) throws IOException;
}
