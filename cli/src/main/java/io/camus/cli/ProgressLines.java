package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.engine.Engine.Progress;
import io.camus.model.RunId;
import io.camus.report.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The progress of a run on standard error: a line a stage, and while the job works one line that
 * rewrites itself on a screen, or a new line now and then elsewhere.
 *
 * <p>{@code pull 45 % 14 of 30 tasks, 450,000 messages, 93.1 MiB, 12 s, 37,500 messages/s}
 */
final class ProgressLines implements RunListener {
  /** Moves to the begin of the line and clears it. */
  static final String WIPE = "\r\033[K";

  private static final Pattern YARN_JOB = Pattern.compile("job_(\\d+_\\d+)");
  private static final Duration REST = Duration.ofSeconds(10);
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Terminal terminal;
  private final InstantSource clock;
  private Stage stage = Stage.RECOVER;
  private Instant stageBegin;
  private Instant lastLine;
  private long lastTenth;
  private long offsetsToPull;

  ProgressLines(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.stageBegin = clock.instant();
    this.lastLine = stageBegin;
  }

  @Override
  public void stage(Stage next, String detail) {
    stage = next;
    stageBegin = clock.instant();
    lastLine = stageBegin;
    lastTenth = 0;
    if (!detail.isEmpty()) {
      line(detail);
    }
  }

  @Override
  public void started(RunId run, String jobId, long offsets) {
    offsetsToPull = offsets;
    stageBegin = clock.instant();
    line(String.format(Locale.ROOT, "run %s, job %s%s", run, jobId, application(jobId)));
  }

  /**
   * YARN's name stands alone between spaces: Azkaban searches logs for it, to kill what is left.
   */
  private static String application(String jobId) {
    Matcher job = YARN_JOB.matcher(jobId);
    return job.matches()
        ? String.format(Locale.ROOT, " on YARN: application_%s", job.group(1))
        : "";
  }

  @Override
  public void progress(Progress progress) {
    Instant now = clock.instant();
    long tenth = percent(progress) / 10;
    if (terminal.rewriting()) {
      terminal.err().print(WIPE + head() + text(progress, now));
      terminal.err().flush();
    } else if (tenth > lastTenth || Duration.between(lastLine, now).compareTo(REST) >= 0) {
      line(text(progress, now));
      lastLine = now;
    }
    lastTenth = tenth;
  }

  @Override
  public void publishing(int files, int of) {
    Instant now = clock.instant();
    String text =
        String.format(Locale.ROOT, "%s of %s", Figures.count(files), Figures.count(of, "file"));
    Duration since = Duration.between(lastLine, now);
    if (terminal.rewriting() && since.compareTo(GLANCE) >= 0) {
      terminal.err().print(WIPE + head() + text);
      terminal.err().flush();
      lastLine = now;
    } else if (!terminal.rewriting() && since.compareTo(REST) >= 0) {
      line(text);
      lastLine = now;
    }
  }

  /** Leaves the screen clean for what comes next. */
  void end() {
    if (terminal.rewriting()) {
      terminal.err().print(WIPE);
      terminal.err().flush();
    }
  }

  private String text(Progress progress, Instant now) {
    Duration elapsed = Duration.between(stageBegin, now);
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%3d %%  ", percent(progress)))
        .append(
            String.format(Locale.ROOT, "%d of %d tasks", progress.tasksDone(), progress.tasks()));
    progress.records().ifPresent(n -> text.append(", ").append(Figures.count(n, "message")));
    progress.bytes().ifPresent(n -> text.append(", ").append(Figures.bytes(n)));
    text.append(", ").append(Figures.duration(elapsed));
    progress
        .records()
        .ifPresent(
            n ->
                text.append(", ")
                    .append(Figures.count(Figures.perSecond(n, elapsed)))
                    .append("/s"));
    if (!progress.quiet().isEmpty()) {
      text.append("; ").append(progress.quiet().get(0));
    }
    if (progress.quiet().size() > 1) {
      text.append(
          String.format(
              Locale.ROOT,
              "; and %s more",
              Figures.count(progress.quiet().size() - 1, "waiting task")));
    }
    return text.toString();
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

  private void line(String text) {
    terminal.err().println((terminal.rewriting() ? WIPE : "") + head() + text);
  }
}
