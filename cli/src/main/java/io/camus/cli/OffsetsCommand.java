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

/** {@code camus offsets}: shows positions, sets them, and pulls a range again. */
@Command(
    name = "offsets",
    sortOptions = false,
    description = {
      "Shows position and lag of each partition, and when retention will delete data that has not been"
          + " pulled yet. The most urgent partitions come first. Exit code 4 if offsets are lost.",
      "",
      "--to sets positions. --replay pulls a time range again into a separate directory; the main"
          + " job is not affected.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus offsets -P camus.properties",
      "  camus offsets -P camus.properties --topic clicks --to latest --dry-run",
      "  camus offsets -P camus.properties --destination /data/again \\",
      "      --replay clicks 2026-11-22T10:00:00Z 2026-11-22T11:00:00Z"
    })
final class OffsetsCommand extends ConfiguredVerb {
  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Topic name, or a regular expression that matches whole names. Repeatable.")
  private List<String> topics = new ArrayList<>();

  @Option(names = "--all", description = "Show every partition, even if there are more than 40.")
  private boolean all;

  @Mixin private SetOptions set;

  @Mixin private ReplayOptions replay;

  @Option(
      names = "--dry-run",
      description = "With --to or --replay: show the effect. Change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  OffsetsCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    refuseIf(set.given() && replay.given(), "--to and --replay cannot be combined");
    replay.refuseStray();
    set.refuseStray();
    refuseIf(!set.given() && !replay.given() && dryRun, "--dry-run needs --to or --replay");
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
