package io.camus.cli.terminal;

import io.camus.cli.page.Figures;
import io.camus.engine.Engine.Progress;
import io.camus.model.RunId;
import io.camus.report.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The progress of a run on a screen: a permanent line for each stage, and below them one line that
 * changes. A timer updates it even while the run is waiting. Close it to leave the screen clean.
 */
final class LiveProgress implements RunListener, AutoCloseable {
  /** A stage that takes longer shows its time. */
  private static final Duration QUICK = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final StatusLine status;
  private final InstantSource clock;
  private final Beat beat = new Beat();

  private Stage stage = Stage.RECOVER;
  private Instant begin;
  private String files = "";
  private long offsets;
  private Pace pace = new Pace();
  private Optional<Progress> latest = Optional.empty();

  LiveProgress(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.status = new StatusLine(terminal, clock);
    this.clock = clock;
    this.begin = clock.instant();
  }

  /** Moves the line by itself from now on. */
  LiveProgress start() {
    beat.start(this::beat);
    return this;
  }

  @Override
  public synchronized void stage(Stage next, String what) {
    finishPull();
    stage = next;
    begin = clock.instant();
    files = "";
    if (!what.isEmpty()) {
      keep(what);
    }
  }

  @Override
  public synchronized void started(RunId run, String jobId, long toPull) {
    offsets = toPull;
    begin = clock.instant();
    keep(ProgressLines.started(run, jobId));
  }

  @Override
  public synchronized void progress(Progress progress) {
    latest = Optional.of(progress);
    progress.records().ifPresent(records -> pace.add(clock.instant(), records));
    beat();
  }

  @Override
  public synchronized void publishing(int done, int of) {
    files = Figures.count(done) + " of " + Figures.count(of, "file");
    if (status.isDue()) {
      beat();
    }
  }

  /** Shows the current state. */
  synchronized void beat() {
    Duration elapsed = elapsed();
    if (latest.isPresent()) {
      status.show(head() + pull(latest.get()));
    } else if (elapsed.compareTo(QUICK) >= 0) {
      String what = files.isEmpty() ? "..." : files + ",";
      status.show(head() + what + " " + Figures.duration(elapsed));
    } else if (!files.isEmpty()) {
      status.show(head() + files);
    }
  }

  private String pull(Progress progress) {
    PullShare share = new PullShare(progress, offsets);
    String quiet = ProgressLines.quiet(progress);
    return quiet.isEmpty()
        ? new PullBar(share, pace).line(terminal.messages().tableWidth() - 1 - head().length())
        : String.format(Locale.ROOT, "%3d %%  %s", share.percent(), quiet);
  }

  /** What was pulled stays on the screen. */
  private void finishPull() {
    latest.ifPresent(
        progress -> keep(ProgressLines.text(new PullShare(progress, offsets), elapsed())));
    latest = Optional.empty();
    pace = new Pace();
  }

  private Duration elapsed() {
    return Duration.between(begin, clock.instant());
  }

  private void keep(String what) {
    status.keep(head() + what);
  }

  private String head() {
    return ProgressLines.head(stage);
  }

  @Override
  public void close() {
    beat.close();
    synchronized (this) {
      finishPull();
      status.end();
    }
  }
}
