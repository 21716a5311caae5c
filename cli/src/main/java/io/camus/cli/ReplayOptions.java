package io.camus.cli;

import io.camus.cli.terminal.ProgressLines;
import io.camus.cli.view.Mode;
import io.camus.cli.view.OffsetsJson;
import io.camus.cli.view.ReplayOutcome;
import io.camus.cli.view.ReplayPage;
import io.camus.config.CamusConfig;
import io.camus.config.ReplaySettings;
import io.camus.config.ReplaySettings.Places;
import io.camus.model.ConfigurationException;
import io.camus.offsets.Replay;
import io.camus.report.RunListener;
import io.camus.spi.StorePath;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options of {@code camus offsets} that pull a range again, and what they do. */
final class ReplayOptions {
  @Option(
      names = "--replay",
      arity = "3",
      paramLabel = "TOPIC FROM TO",
      hideParamSyntax = true,
      description =
          "Pull a topic again, from one time to another, into --destination. After a failure the"
              + " same command continues.")
  private List<String> replay = new ArrayList<>();

  @Option(
      names = "--destination",
      paramLabel = "DIR",
      description = "Directory for the files of --replay.")
  private String destination;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Directory for the commit log of --replay (default: .camus in its destination).")
  private String work;

  @Option(
      names = {"-q", "--quiet"},
      description = "With --replay: no progress; results and problems only.")
  private boolean quiet;

  /** Whether a range should be pulled again. */
  boolean given() {
    return !replay.isEmpty();
  }

  void refuseStray() {
    ConfiguredVerb.refuseIf(replay.size() > 3, "--replay takes one range at a time");
    ConfiguredVerb.refuseIf(
        replay.isEmpty() && (destination != null || work != null),
        "--destination and --work need --replay");
  }

  /**
   * Pulls the range again; the exit code.
   *
   * @param settings the options that gave the configuration
   */
  int replay(
      Context context, SettingsOptions settings, CamusConfig config, Mode mode, Format format) {
    ConfiguredVerb.refuseIf(
        destination == null, "--replay needs --destination, a directory that nothing else uses");
    StorePath directory = new StorePath(destination);
    Places places =
        work == null ? Places.below(directory) : Places.of(directory, new StorePath(work));
    Replay.Request request =
        new Replay.Request(replay.get(0), time(replay.get(1)), time(replay.get(2)), places);
    Function<RunListener, ReplayOutcome> work =
        listener -> context.operations().replay(config, request, mode, listener);
    ReplayOutcome outcome =
        quiet || mode == Mode.DRY_RUN
            ? work.apply(RunListener.silent())
            : ProgressLines.during(work, context.terminal());
    String proof = proof(settings, config, places);
    format.show(
        context.terminal(),
        () -> ReplayPage.of(outcome, proof),
        () -> OffsetsJson.of(outcome, mode, proof));
    return outcome.exitCode().value();
  }

  /** A call that verifies a replay's destination. */
  private static String proof(SettingsOptions settings, CamusConfig config, Places places) {
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
          "--replay: " + text + " is not a time such as 2026-11-22T14:00:00Z", e);
    }
  }
}
