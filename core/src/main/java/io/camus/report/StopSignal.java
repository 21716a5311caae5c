package io.camus.report;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A signal that ends the process, which determines its exit status. */
public enum StopSignal {
  /** The terminal was closed. */
  SIGHUP(1),
  /** Ctrl-C. */
  SIGINT(2),
  /** A scheduler, {@code kill}. */
  SIGTERM(15);

  private static final int STATUS = 128;

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  /** The exit status, 128 plus the signal's number. */
  public int status() {
    return STATUS + number;
  }

  /**
   * The signal that is ending this process, known from the name of the JVM's handler thread; empty
   * if there is none, or the JVM names its threads differently.
   */
  public static Optional<StopSignal> ofProcess() {
    return among(Thread.getAllStackTraces().keySet());
  }

  /** The signal that one of the threads handles, by thread name. */
  public static Optional<StopSignal> among(Collection<Thread> threads) {
    Set<String> names = threads.stream().map(Thread::getName).collect(Collectors.toSet());
    return Stream.of(values()).filter(it -> names.contains(it + " handler")).findFirst();
  }
}
