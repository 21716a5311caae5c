package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.engine.Engine.Progress;
import io.camus.model.RunId;
import io.camus.report.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The progress of a run on standard error: a line a stage, and while the job works one line that
 * rewrites itself on a screen, or a new line now and then elsewhere.
 *
 * <p>{@code pull 45 % 14 of 30 tasks, 450,000 messages, 93.1 MiB, 12 s, 37,500 messages/s}
 */
final class ProgressLines implements RunListener {
  private static final Pattern YARN_JOB = Pattern.compile("job_(\\d+_\\d+)");

  private final StatusLine status;
  private final InstantSource clock;
  private Stage stage = Stage.RECOVER;
  private Instant stageBegin;
  private long lastTenth;
  private long offsetsToPull;

  ProgressLines(Terminal terminal, InstantSource clock) {
    this.status = new StatusLine(terminal, clock);
    this.clock = clock;
    this.stageBegin = clock.instant();
  }

  /** Shows the progress of some work that listens to a run. */
  static <T> T during(Function<RunListener, T> work, Terminal terminal) {
    ProgressLines progress = new ProgressLines(terminal, InstantSource.system());
    try {
      return work.apply(progress);
    } finally {
      progress.end();
    }
  }

  @Override
  public void stage(Stage next, String detail) {
    stage = next;
    stageBegin = clock.instant();
    status.reset();
    lastTenth = 0;
    if (!detail.isEmpty()) {
      status.keep(head() + detail);
    }
  }

  @Override
  public void started(RunId run, String jobId, long offsets) {
    offsetsToPull = offsets;
    stageBegin = clock.instant();
    status.keep(head() + "run " + run + ", job " + jobId + application(jobId));
  }

  /**
   * YARN's name stands alone between spaces: Azkaban searches logs for it, to kill what is left.
   */
  private static String application(String jobId) {
    Matcher job = YARN_JOB.matcher(jobId);
    return job.matches() ? " on YARN: application_" + job.group(1) : "";
  }

  @Override
  public void progress(Progress progress) {
    long tenth = percent(progress) / 10;
    if (status.isOnScreen() || tenth > lastTenth || status.isDue()) {
      status.show(head() + text(progress));
    }
    lastTenth = tenth;
  }

  @Override
  public void publishing(int files, int of) {
    if (status.isDue()) {
      status.show(head() + Figures.count(files) + " of " + Figures.count(of, "file"));
    }
  }

  void end() {
    status.end();
  }

  private String text(Progress progress) {
    Duration elapsed = Duration.between(stageBegin, clock.instant());
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "%3d %%  %d of %d tasks",
            percent(progress),
            progress.tasksDone(),
            progress.tasks()));
    progress.records().ifPresent(n -> parts.add(Figures.count(n, "message")));
    progress.bytes().ifPresent(n -> parts.add(Figures.bytes(n)));
    parts.add(Figures.duration(elapsed));
    progress
        .records()
        .ifPresent(n -> parts.add(Figures.count(Figures.perSecond(n, elapsed)) + "/s"));
    int quiet = progress.quiet().size();
    return String.join(", ", parts)
        + (quiet > 0 ? "; " + progress.quiet().get(0) : "")
        + (quiet > 1 ? "; and " + Figures.count(quiet - 1, "waiting task") + " more" : "");
  }

  /** By records where the engine tells how many were pulled, else by tasks. */
  private long percent(Progress progress) {
    if (progress.tasks() == 0) {
      return 0;
    }
    if (progress.tasksDone() == progress.tasks()) {
      return 100;
    }
    if (progress.records().isPresent() && offsetsToPull > 0) {
      return Math.min(99, 100 * progress.records().get() / offsetsToPull);
    }
    return 100L * progress.tasksDone() / progress.tasks();
  }

  private String head() {
    return String.format(Locale.ROOT, "%-8s ", stage.name().toLowerCase(Locale.ROOT));
  }
}
