package io.camus.cli;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.history.RunHistory;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.Target;
import io.camus.report.RunListener;
import io.camus.run.RecoveryReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Answers what it was told to answer, and remembers what it was asked. */
final class ScriptedUpkeep implements Upkeep {
  final List<String> asked = new ArrayList<>();
  RecoveryReport recovery =
      new RecoveryReport(List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
  PositionsReport positions = new PositionsReport(Instant.EPOCH, List.of());
  List<PositionChange> changes = List.of();
  RunHistory history;
  ReplayOutcome replay;
  ReplayRequest replayRequest;
  Predicate<String> topics;
  Selection selection;
  Target target;
  RuntimeException failure;

  @Override
  public RecoveryReport recover(CamusConfig config, LiveRuns liveRuns, Mode mode) {
    asked.add("recover " + liveRuns + " " + mode);
    failIfAsked();
    return recovery;
  }

  @Override
  public RunHistory history(CamusConfig config) {
    return history;
  }

  @Override
  public PositionsReport positions(CamusConfig config, Predicate<String> which) {
    topics = which;
    failIfAsked();
    return positions;
  }

  @Override
  public SetOutcome setPositions(
      CamusConfig config,
      Selection which,
      Target where,
      Mode mode,
      Predicate<List<PositionChange>> consent) {
    asked.add("set " + mode);
    selection = which;
    target = where;
    failIfAsked();
    boolean agreed = !changes.isEmpty() && consent.test(changes);
    return new SetOutcome(
        changes,
        agreed && mode == Mode.REAL ? OptionalLong.of(43) : OptionalLong.empty(),
        List.of());
  }

  @Override
  public ReplayOutcome replay(
      CamusConfig main, ReplayRequest request, Mode mode, RunListener listener) {
    asked.add("replay " + mode);
    replayRequest = request;
    failIfAsked();
    return replay;
  }

  private void failIfAsked() {
    if (failure != null) {
      throw failure;
    }
  }
}
