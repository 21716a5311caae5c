package io.camus.it.demo;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something that the demo waits for: on a screen a line that moves, elsewhere a line. */
final class Wait {
  private static final String WIPE = "\r\033[K";
  private static final long BEAT_MILLIS = 250;

  private final Terminal terminal;
  private final String what;
  private final long begin = System.nanoTime();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "demo-wait");
            thread.setDaemon(true);
            return thread;
          });

  private Wait(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = " ".repeat(DemoOutput.DEPTH) + what + " ...";
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // A beat that fails ends the beats, and nothing else.
  static Wait begin(Terminal terminal, String what) {
    Wait wait = new Wait(terminal, what);
    if (terminal.rewriting()) {
      wait.beats.scheduleAtFixedRate(wait::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      terminal.show(new Page().line(0, wait.what));
    }
    return wait;
  }

  private synchronized void beat() {
    if (!beats.isShutdown()) {
      print(WIPE + what + " " + Figures.duration(Duration.ofNanos(System.nanoTime() - begin)));
    }
  }

  void end() {
    beats.shutdownNow();
    synchronized (this) {
      if (terminal.rewriting()) {
        print(WIPE);
      }
    }
  }

  private void print(String text) {
    terminal.err().print(text);
    terminal.err().flush();
  }
}
