package io.camus.run;

import io.camus.run.FaultyStore.CrashError;
import io.camus.run.FaultyStore.Fault;
import io.camus.run.FaultyStore.Schedule;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.Optional;

/** The faults at the calls of one process, which is dead once it has crashed. */
final class Faults {
  private final Schedule schedule;
  private final Runnable meanwhile;

  private int changes;
  private boolean crashed;

  interface Call<T> {
    T run() throws IOException;
  }

  /** A call without a result. */
  interface Action {
    void run() throws IOException;
  }

  /**
   * @param meanwhile what another process does
   */
  Faults(Schedule schedule, Runnable meanwhile) {
    this.schedule = schedule;
    this.meanwhile = meanwhile;
  }

  /** How many calls were to change something. */
  int changes() {
    return changes;
  }

  /** A call that changes something and has no half. */
  void change(StorePath path, Action action) throws IOException {
    change(
        path,
        () -> {
          action.run();
          return null;
        });
  }

  /** A call that changes something and has no half. */
  <T> T change(StorePath path, Call<T> call) throws IOException {
    return change(path, call, call::run);
  }

  /**
   * A call that changes something.
   *
   * @param half what is done of it when it is cut in half
   */
  <T> T change(StorePath path, Call<T> call, Action half) throws IOException {
    requireAlive();
    Optional<Fault> fault = schedule.next(changes++, path);
    if (fault.isEmpty()) {
      return call.run();
    }
    switch (fault.get()) {
      case CRASH_BEFORE -> throw crash();
      case HALF_A_RENAME -> {
        half.run();
        throw crash();
      }
      case CRASH_AFTER -> {
        call.run();
        throw crash();
      }
      case AMBIGUOUS -> {
        call.run();
        throw new IOException("timed out, but took effect");
      }
      case FAILS -> throw new IOException("did not take effect");
      case MEANWHILE -> {
        meanwhile.run();
        requireAlive();
      }
    }
    return call.run();
  }

  /** A call that changes nothing. */
  <T> T look(StorePath path, Call<T> call) throws IOException {
    requireAlive();
    Optional<Fault> fault = schedule.next(-1, path);
    if (fault.isPresent()) {
      switch (fault.get()) {
        case CRASH_BEFORE, CRASH_AFTER, HALF_A_RENAME -> throw crash();
        case AMBIGUOUS, FAILS -> throw new IOException("no answer");
        case MEANWHILE -> {
          meanwhile.run();
          requireAlive();
        }
      }
    }
    return call.run();
  }

  private CrashError crash() {
    crashed = true;
    return new CrashError();
  }

  /** A dead process does nothing. */
  void requireAlive() {
    if (crashed) {
      throw new CrashError();
    }
  }
}
