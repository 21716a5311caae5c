package io.camus.cli;

import io.camus.cli.Upkeep.Mode;
import io.camus.cli.Upkeep.ReplayOutcome;
import io.camus.cli.Upkeep.ReplayRequest;
import io.camus.cli.Upkeep.SetOutcome;
import io.camus.config.CamusConfig;
import io.camus.config.ReplaySettings;
import io.camus.config.ReplaySettings.Places;
import io.camus.model.ConfigurationException;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.Target;
import io.camus.offsets.TopicSelection;
import io.camus.report.JsonDocuments;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.spi.StorePath;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus offsets}: where partitions stand, setting that anew, and pulling a range again. */
@Command(
    name = "offsets",
    sortOptions = false,
    description = {
      "Shows where each partition stands: position, lag, and when retention will pass it. The most"
          + " urgent ones come first. Exit code 4 if offsets are lost.",
      "",
      "With --to: sets positions, by a record of the commit log. With --replay: pulls a range of"
          + " time again into a place of its own, beside the main job.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus offsets -P camus.properties",
      "  camus offsets -P camus.properties --topic clicks --to 2026-11-22T14:00:00Z --dry-run",
      "  camus offsets -P camus.properties --destination /data/again \\",
      "      --replay clicks 2026-11-22T10:00:00Z 2026-11-22T11:00:00Z"
    })
final class OffsetsCommand implements Callable<Integer> {
  private final Supplier<Upkeep> upkeep;
  private final Terminal terminal;
  private final Questions questions;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "A topic, by its name or a regular expression that matches whole names; may be given"
              + " several times.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--all",
      description = "A line for every partition, also where there are more than 40.")
  private boolean all;

  @Option(
      names = "--to",
      paramLabel = "WHERE",
      description =
          "Set the positions of --topic: earliest, latest, an offset, or a time such as"
              + " 2026-11-22T14:00:00Z. Going back pulls records again: they are then in the"
              + " destination twice.")
  private String to;

  @Option(
      names = "--partition",
      paramLabel = "P",
      description = "Only this partition; may be given several times.")
  private Set<Integer> partitions = new TreeSet<>();

  @Option(
      names = "--replay",
      arity = "3",
      paramLabel = "TOPIC FROM TO",
      hideParamSyntax = true,
      description =
          "Pull what Kafka has of a topic from one time to another again, into --destination; the"
              + " same command goes on after a failure.")
  private List<String> replay = new ArrayList<>();

  @Option(
      names = "--destination",
      paramLabel = "DIR",
      description = "Where the files of --replay go.")
  private String destination;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where the commit log of --replay goes (default: .camus in its destination).")
  private String work;

  @Option(names = "--dry-run", description = "With --to and --replay: show it; change nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "With --to: do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON document, and nothing else.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress of --replay; results and problems only.")
  private boolean quiet;

  OffsetsCommand(Supplier<Upkeep> upkeep, Terminal terminal, Questions questions) {
    this.upkeep = upkeep;
    this.terminal = terminal;
    this.questions = questions;
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    refuseIf(to != null && !replay.isEmpty(), "--to and --replay are two things: give one of them");
    refuseIf(replay.size() > 3, "--replay takes one range at a time");
    refuseIf(
        replay.isEmpty() && (destination != null || work != null),
        "--destination and --work belong to --replay");
    refuseIf(to == null && !partitions.isEmpty(), "--partition belongs to --to");
    refuseIf(to == null && yes, "--yes belongs to --to");
    refuseIf(to == null && replay.isEmpty() && dryRun, "--dry-run belongs to --to and --replay");
    if (to != null) {
      return set(config);
    }
    return replay.isEmpty() ? show(config) : Interruption.heeding(() -> replay(config));
  }

  private static void refuseIf(boolean wrong, String why) {
    if (wrong) {
      throw new ConfigurationException(why);
    }
  }

  private int show(CamusConfig config) {
    PositionsReport report = upkeep.get().positions(config, TopicSelection.of(topics));
    if (json) {
      terminal.out().println(JsonDocuments.text(OffsetsJson.positions(report)));
    } else {
      PositionsPage.Detail detail =
          all ? PositionsPage.Detail.PARTITIONS : PositionsPage.Detail.MOST_URGENT;
      new PositionsPage(config, terminal).lines(report, detail).forEach(terminal.out()::println);
    }
    return report.exitCode().value();
  }

  private int set(CamusConfig config) {
    Mode mode = dryRun ? Mode.DRY_RUN : Mode.REAL;
    Target target = Target.parse(to);
    Selection selection = new Selection(TopicSelection.of(topics), partitions);
    refuseIf(
        !dryRun && !yes && (json || !questions.canBeAsked()),
        "nobody can be asked here whether to set positions: look with --dry-run, then give --yes");
    SetOutcome outcome = upkeep.get().setPositions(config, selection, target, mode, this::agreed);
    if (json) {
      terminal.out().println(JsonDocuments.text(OffsetsJson.changes(outcome, mode)));
    } else {
      new ChangesPage(terminal).outcome(outcome, mode).forEach(terminal.out()::println);
    }
    return worst(outcome.problems()).value();
  }

  private boolean agreed(List<PositionChange> changes) {
    if (!json) {
      new ChangesPage(terminal).changes(changes).forEach(terminal.out()::println);
      terminal.out().flush();
    }
    return !dryRun
        && (yes
            || questions.yes("Set " + Figures.count(changes.size(), "position") + " as shown?"));
  }

  private int replay(CamusConfig config) {
    refuseIf(destination == null, "--replay needs --destination, a directory of its own");
    Mode mode = dryRun ? Mode.DRY_RUN : Mode.REAL;
    StorePath directory = new StorePath(destination);
    Places places =
        work == null ? Places.below(directory) : Places.of(directory, new StorePath(work));
    ReplayRequest request =
        new ReplayRequest(replay.get(0), time(replay.get(1)), time(replay.get(2)), places);
    ReplayOutcome outcome = replay(config, request, mode);
    String proof = proof(config, places);
    if (json) {
      terminal.out().println(JsonDocuments.text(OffsetsJson.replay(outcome, mode, proof)));
    } else {
      new ReplayPage(terminal).lines(outcome, proof).forEach(terminal.out()::println);
    }
    return exitCode(outcome).value();
  }

  private ReplayOutcome replay(CamusConfig config, ReplayRequest request, Mode mode) {
    if (quiet || mode == Mode.DRY_RUN) {
      return upkeep.get().replay(config, request, mode, RunListener.silent());
    }
    ProgressLines progress = new ProgressLines(terminal, InstantSource.system());
    try {
      return upkeep.get().replay(config, request, mode, progress);
    } finally {
      progress.end();
    }
  }

  /** A call that verifies a replay's destination. */
  private String proof(CamusConfig config, Places places) {
    Map<String, String> overrides = ReplaySettings.overrides(config, places);
    List<String> words = new ArrayList<>(List.of("camus", "verify"));
    words.addAll(settings.wordsWithout(overrides.keySet(), config));
    overrides.forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
    return String.join(" ", words);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "--replay: %s is not a time such as 2026-11-22T14:00:00Z", text),
          e);
    }
  }

  /** That of the run, or of the replay's own problems if one of them is worse. */
  static ExitCode exitCode(ReplayOutcome outcome) {
    ExitCode run = outcome.summary().map(RunSummary::exitCode).orElse(ExitCode.OK);
    ExitCode own = worst(outcome.problems());
    return run.compareTo(own) >= 0 ? run : own;
  }

  /** The exit code of the worst problem. */
  static ExitCode worst(List<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.severity().exitCode())
        .max(Comparator.naturalOrder())
        .orElse(ExitCode.OK);
  }
}
