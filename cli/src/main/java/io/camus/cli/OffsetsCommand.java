package io.camus.cli;

import io.camus.cli.view.Detail;
import io.camus.cli.view.Mode;
import io.camus.cli.view.OffsetsJson;
import io.camus.cli.view.PositionsPage;
import io.camus.config.CamusConfig;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.TopicSelection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code camus offsets}: where partitions stand, setting positions, and pulling a range again. */
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
final class OffsetsCommand extends ConfiguredVerb {
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

  @Mixin private SetOptions set;

  @Mixin private ReplayOptions replay;

  @Option(names = "--dry-run", description = "With --to and --replay: show it; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON document, and nothing else.")
  private boolean json;

  OffsetsCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    refuseIf(set.given() && replay.given(), "--to and --replay are two things: give one of them");
    replay.refuseStray();
    set.refuseStray();
    refuseIf(!set.given() && !replay.given() && dryRun, "--dry-run belongs to --to and --replay");
    Mode mode = dryRun ? Mode.DRY_RUN : Mode.REAL;
    Format format = Format.of(json);
    if (set.given()) {
      return set.set(context, config, TopicSelection.of(topics), mode, format);
    }
    return replay.given()
        ? Interruption.heeding(() -> replay.replay(context, settings, config, mode, format))
        : show(config, format);
  }

  private int show(CamusConfig config, Format format) {
    PositionsReport report = operations().positions(config, TopicSelection.of(topics));
    Detail detail = all ? Detail.PARTITIONS : Detail.AS_FITS;
    format.show(
        terminal(), () -> PositionsPage.of(config, report, detail), () -> OffsetsJson.of(report));
    return report.exitCode().value();
  }
}
