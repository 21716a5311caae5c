package io.camus.cli;

import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.config.ReplaySettings;
import io.camus.history.RunHistory;
import io.camus.model.Problem;
import io.camus.offsets.PositionChange;
import io.camus.offsets.PositionSetter.Selection;
import io.camus.offsets.PositionsReport;
import io.camus.offsets.ReplayOrder;
import io.camus.offsets.Target;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.run.RecoveryReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What the verbs for the person on call ask for: what runs did, what is left, where they stand. */
interface Upkeep {

  /** Whether something is done, or only shown. */
  enum Mode {
    /** It is done. */
    REAL,
    /** Nothing is changed anywhere. */
    DRY_RUN
  }

  /** Finishes what runs have begun that ended without their last word. */
  RecoveryReport recover(CamusConfig config, LiveRuns liveRuns, Mode mode);

  /** What earlier runs did. */
  RunHistory history(CamusConfig config);

  /** Where the partitions of some topics stand. */
  PositionsReport positions(CamusConfig config, Predicate<String> topics);

  /**
   * Sets positions, after a recovery.
   *
   * @param consent asked once, with what setting them means, if there is anything to set; nothing
   *     is set unless it says yes
   * @throws io.camus.model.RunInProgressException if a run is alive; nothing was set
   */
  SetOutcome setPositions(
      CamusConfig config,
      Selection selection,
      Target target,
      Mode mode,
      Predicate<List<PositionChange>> consent);

  /**
   * What became of it.
   *
   * @param changes what was to be set; empty if all stood there already
   * @param record the number of the commit record; empty if nothing was set
   * @param problems what recovery could not do
   */
  record SetOutcome(List<PositionChange> changes, OptionalLong record, List<Problem> problems) {
    public SetOutcome {
      changes = List.copyOf(changes);
      problems = List.copyOf(problems);
    }
  }

  /** Pulls a closed range of time again, into places of its own. */
  ReplayOutcome replay(CamusConfig main, ReplayRequest request, Mode mode, RunListener listener);

  /**
   * What is to be pulled again.
   *
   * @param topic its name
   * @param from begin, inclusive
   * @param to end, exclusive
   * @param places where it goes
   */
  record ReplayRequest(String topic, Instant from, Instant to, ReplaySettings.Places places) {}

  /**
   * What became of it.
   *
   * @param config the configuration of the run
   * @param order the offsets that are meant
   * @param summary what this run did; empty in a dry run
   * @param missing offsets that are not pulled yet, or never will be
   * @param problems why
   */
  record ReplayOutcome(
      CamusConfig config,
      ReplayOrder order,
      Optional<RunSummary> summary,
      long missing,
      List<Problem> problems) {
    public ReplayOutcome {
      problems = List.copyOf(problems);
    }
  }
}
