package io.camus.cli;

import io.camus.cli.page.Figures;
import io.camus.cli.view.ChangesPage;
import io.camus.cli.view.Mode;
import io.camus.cli.view.OffsetsJson;
import io.camus.config.CamusConfig;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.SetOutcome;
import io.camus.offsets.Target;
import io.camus.offsets.TopicSelection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options of {@code camus offsets} that set positions, and what they do. */
final class SetOptions {
  @Option(
      names = "--to",
      paramLabel = "WHERE",
      description =
          "Set the positions of --topic to: earliest, latest, an offset, or a time such as"
              + " 2026-11-22T14:00:00Z. Moving back pulls records again, so the destination has"
              + " them twice.")
  private String to;

  @Option(names = "--partition", paramLabel = "P", description = "Only this partition. Repeatable.")
  private Set<Integer> partitions = new TreeSet<>();

  @Option(names = "--yes", description = "With --to: do not ask for confirmation.")
  private boolean yes;

  /** Whether positions should be set. */
  boolean given() {
    return to != null;
  }

  void refuseStray() {
    ConfiguredVerb.refuseIf(to == null && !partitions.isEmpty(), "--partition needs --to");
    ConfiguredVerb.refuseIf(to == null && yes, "--yes needs --to");
  }

  /** Sets the positions of some topics if a person, or {@code --yes}, agrees; the exit code. */
  int set(Context context, CamusConfig config, TopicSelection topics, Mode mode, Format format) {
    Target target = Target.parse(to);
    Selection selection = new Selection(topics, partitions);
    ConfiguredVerb.refuseIf(
        mode == Mode.REAL && !yes && (format == Format.JSON || !context.questions().canBeAsked()),
        "there is no terminal to confirm on: preview with --dry-run, then run again with --yes");
    SetOutcome outcome =
        context
            .operations()
            .setPositions(
                config,
                selection,
                target,
                mode,
                changes -> {
                  if (format == Format.TEXT) {
                    context.terminal().show(ChangesPage.of(changes));
                  }
                  return mode == Mode.REAL && (yes || agreed(context, changes));
                });
    format.show(
        context.terminal(),
        () -> ChangesPage.of(outcome, mode),
        () -> OffsetsJson.of(outcome, mode));
    return outcome.exitCode().value();
  }

  private static boolean agreed(Context context, List<PositionChange> changes) {
    String positions = Figures.count(changes.size(), "position");
    return context.questions().yes("Set " + positions + " as shown?");
  }
}
