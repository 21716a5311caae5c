package io.camus.cli.terminal;

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
 * The progress of a run in a log: one line per stage, and regular lines while the job works.
 *
 * <p>{@code pull 45 % 14 of 30 tasks, 450,000 messages, 93.1 MiB, 12 s, 37,500 messages/s}
 */
public final class ProgressLines implements RunListener {
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

  /** Shows the progress of some work that listens to a run, as it fits the terminal. */
  public static <T> T during(Function<RunListener, T> work, Terminal terminal) {
    InstantSource clock = InstantSource.system();
    if (!terminal.rewriting()) {
      return work.apply(new ProgressLines(terminal, clock));
    }
    try (LiveProgress progress = new LiveProgress(terminal, clock).start()) {
      return work.apply(progress);
    }
  }

  @Override
  public void stage(Stage next, String detail) {
    stage = next;
    stageBegin = clock.instant();
    status.reset();
    lastTenth = 0;
    if (!detail.isEmpty()) {
      status.keep(head(stage) + detail);
    }
  }

  @Override
  public void started(RunId run, String jobId, long offsets) {
    offsetsToPull = offsets;
    stageBegin = clock.instant();
    status.keep(head(stage) + started(run, jobId));
  }

  /**
   * YARN's application id is surrounded by spaces: Azkaban searches logs for it, to kill leftover
   * applications.
   */
  static String started(RunId run, String jobId) {
    Matcher job = YARN_JOB.matcher(jobId);
    String application = job.matches() ? " on YARN: application_" + job.group(1) : "";
    return "run " + run + ", job " + jobId + application;
  }

  @Override
  public void progress(Progress progress) {
    PullShare share = new PullShare(progress, offsetsToPull);
    long tenth = share.percent() / 10;
    if (tenth > lastTenth || status.isDue()) {
      String quiet = quiet(progress);
      Duration elapsed = Duration.between(stageBegin, clock.instant());
      status.show(head(stage) + text(share, elapsed) + (quiet.isEmpty() ? "" : "; " + quiet));
    }
    lastTenth = tenth;
  }

  @Override
  public void publishing(int files, int of) {
    if (status.isDue()) {
      status.show(head(stage) + Figures.count(files) + " of " + Figures.count(of, "file"));
    }
  }

  /** The progress of a pull. */
  static String text(PullShare share, Duration elapsed) {
    Progress progress = share.progress();
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "%3d %%  %d of %d tasks",
            share.percent(),
            progress.tasksDone(),
            progress.tasks()));
    progress.records().ifPresent(n -> parts.add(Figures.count(n, "message")));
    progress.bytes().ifPresent(n -> parts.add(Figures.bytes(n)));
    parts.add(Figures.duration(elapsed));
    progress
        .records()
        .ifPresent(n -> parts.add(Figures.count(Figures.perSecond(n, elapsed)) + "/s"));
    return String.join(", ", parts);
  }

  /** What tasks report about partitions that deliver no data; empty if there are none. */
  static String quiet(Progress progress) {
    List<String> quiet = progress.quiet();
    if (quiet.isEmpty()) {
      return "";
    }
    int others = quiet.size() - 1;
    return quiet.get(0)
        + (others == 0 ? "" : "; " + Figures.count(others, "more task") + " waiting");
  }

  static String head(Stage stage) {
    return String.format(Locale.ROOT, "%-8s ", stage.name().toLowerCase(Locale.ROOT));
  }
}
