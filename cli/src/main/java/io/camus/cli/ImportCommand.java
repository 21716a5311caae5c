package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.view.ImportJson;
import io.camus.cli.view.ImportPage;
import io.camus.cli.view.Mode;
import io.camus.config.CamusConfig;
import io.camus.offsets.ForeignSource;
import io.camus.offsets.ImportOutcome;
import io.camus.offsets.ImportPlan;
import io.camus.offsets.ImportPlan.Refusals;
import io.camus.offsets.PositionImport.KnownPositions;
import io.camus.offsets.PositionImport.Request;
import io.camus.offsets.TopicSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code camus import}: sets first positions from those of another program. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Imports the positions of another program: the first run continues where that program"
          + " stopped. Stop it first. Shows each position next to what Kafka holds, then sets all of"
          + " them by one commit record, as camus offsets --to does.",
      "",
      "Sets nothing if a position is refused because the partition already has one, or because"
          + " Kafka does not hold that offset.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  camus import -P camus.properties --from-camus hdfs:///camus/history --dry-run",
      "  camus import -P camus.properties --from-gobblin hdfs:///gobblin/state/kafka",
      "  camus import -P camus.properties --from-group connect-hdfs-sink --topic clicks"
    })
final class ImportCommand extends ConfiguredVerb {
  @Option(
      names = "--from-camus",
      paramLabel = "DIR",
      description =
          "The original Camus: its etl.execution.history.path (the newest execution is used), or"
              + " one execution in it.")
  private String camus;

  @Option(
      names = "--from-gobblin",
      paramLabel = "PATH",
      description =
          "Gobblin: the directory of a job in its state.store.dir, or one .jst file in it.")
  private String gobblin;

  @Option(
      names = "--from-group",
      paramLabel = "NAME",
      description =
          "A Kafka consumer group. The group of a Kafka Connect sink is"
              + " connect-<name of the connector>.")
  private String group;

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description =
          "A text file with one line topic,partition,offset per partition. The offset is the next"
              + " one to read.")
  private String file;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Topic name, or a regular expression that matches whole names. Repeatable.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--replace",
      description =
          "Also set partitions that already have a position. Going back pulls records again: the"
              + " destination then has them twice.")
  private boolean replace;

  @Option(
      names = "--partial",
      description = "Set the positions that can be set, and skip those that are refused.")
  private boolean partial;

  @Option(names = "--dry-run", description = "Show the effect. Change nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  ImportCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CamusConfig config = settings.config();
    Request request =
        new Request(
            source(),
            TopicSelection.of(topics),
            replace ? KnownPositions.REPLACE : KnownPositions.KEEP,
            partial ? Refusals.PASS_OVER : Refusals.STOP);
    Mode mode = dryRun ? Mode.DRY_RUN : Mode.REAL;
    Format format = Format.of(json);
    refuseIf(
        mode == Mode.REAL && !yes && (json || !context.questions().canBeAsked()),
        "there is no terminal to confirm on: preview with --dry-run, then run again with --yes");
    ImportOutcome outcome =
        operations().importPositions(config, request, mode, plan -> shown(plan, mode, format));
    format.show(
        terminal(), () -> ImportPage.of(config, outcome, mode), () -> ImportJson.of(outcome, mode));
    return outcome.exitCode().value();
  }

  private ForeignSource source() {
    List<ForeignSource> given =
        Stream.of(
                Optional.ofNullable(camus).map(ForeignSource.OriginalCamus::new),
                Optional.ofNullable(gobblin).map(ForeignSource.Gobblin::new),
                Optional.ofNullable(group).map(ForeignSource.Group::new),
                Optional.ofNullable(file).map(ForeignSource.ListFile::new))
            .<ForeignSource>flatMap(Optional::stream)
            .toList();
    refuseIf(
        given.size() != 1,
        (given.isEmpty() ? "name a source of positions" : "name one source of positions only")
            + ": --from-camus, --from-gobblin, --from-group or --from-file");
    return given.get(0);
  }

  /** Shows the effect, and returns whether to set the positions. */
  private boolean shown(ImportPlan plan, Mode mode, Format format) {
    if (format == Format.TEXT) {
      terminal().show(ImportPage.of(plan));
    }
    return mode == Mode.REAL && plan.canBegin() && (yes || agreed(plan));
  }

  private boolean agreed(ImportPlan plan) {
    String positions = Figures.count(plan.changes().size(), "position");
    return context.questions().yes("Set " + positions + " as shown?");
  }
}
