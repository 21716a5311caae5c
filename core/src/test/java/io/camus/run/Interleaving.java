package io.camus.run;

import io.camus.run.FaultyStore.CrashError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Processes that take turns: each has a thread of its own, but only one goes on at a time, as far
 * as it is told to. So the same choices make the same history.
 *
 * <p>The conductor is the thread that made this object; it alone calls {@link #goOn} and {@link
 * #close}. The processes call {@link #call} before whatever others may see.
 */
final class Interleaving implements AutoCloseable {
  private final List<Actor> processes = new ArrayList<>();
  private final Semaphore conductor = new Semaphore(0);
  private Actor current;

  /** One of the processes. */
  final class Actor {
    private final String name;
    private final Semaphore turn = new Semaphore(0);
    private int callsLeft;
    private int sleepsFor;
    private boolean killed;
    private boolean ended;
    private Throwable failure;

    private Actor(String name) {
      this.name = name;
    }

    private void live(Runnable body) {
      turn.acquireUninterruptibly();
      try {
        if (!killed) {
          body.run();
        }
      } catch (CrashError e) {
        // That is how processes die.
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      ended = true;
      processes.remove(this);
      conductor.release();
    }

    String name() {
      return name;
    }

    boolean hasEnded() {
      return ended;
    }

    /** Lets it die at its next call, which it makes when it goes on. */
    void kill() {
      killed = true;
    }
  }

  /** Makes a process, which waits for its first turn. */
  Actor start(String name, Runnable body) {
    Actor process = new Actor(name);
    processes.add(process);
    Thread thread = new Thread(() -> process.live(body), name);
    thread.setDaemon(true);
    thread.start();
    return process;
  }

  /** The processes that have not ended, oldest first. */
  List<Actor> processes() {
    return List.copyOf(processes);
  }

  /** Those of them that are not asleep, oldest first; if all are, all. */
  List<Actor> awake() {
    List<Actor> awake = processes.stream().filter(process -> process.sleepsFor <= 0).toList();
    return awake.isEmpty() ? processes() : awake;
  }

  /**
   * Lets a process go on.
   *
   * @param calls number of calls that it may make before it has to wait for its next turn
   * @throws AssertionError if it failed of anything but its death
   */
  void goOn(Actor process, int calls) {
    processes.forEach(other -> other.sleepsFor--);
    process.callsLeft = calls;
    current = process;
    process.turn.release();
    conductor.acquireUninterruptibly();
    current = null;
    if (process.failure != null) {
      throw new AssertionError(process.name + ": " + process.failure.getMessage(), process.failure);
    }
  }

  /** Tells that the process that has its turn is about to do something. */
  void call() {
    if (current != null && current.callsLeft-- <= 0) {
      pause();
    }
    checkAlive();
  }

  /** Ends the turn of the process that has it; the others have so many turns before its next. */
  void sleep(int turns) {
    if (current != null) {
      current.sleepsFor = turns;
      pause();
    }
  }

  /** Ends the turn of the process that has it; it waits for the next one. */
  void pause() {
    Actor me = current;
    if (me != null && !me.killed) {
      conductor.release();
      me.turn.acquireUninterruptibly();
    }
    checkAlive();
  }

  private void checkAlive() {
    if (current != null && current.killed) {
      throw new CrashError();
    }
  }

  /** Kills all processes. */
  @Override
  public void close() {
    for (Actor process : processes()) {
      process.kill();
      current = process;
      process.turn.release();
      conductor.acquireUninterruptibly();
    }
    current = null;
  }
}
