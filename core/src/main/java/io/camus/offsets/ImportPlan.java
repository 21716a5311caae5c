package io.camus.offsets;

import io.camus.model.ExitCode;
import java.util.Arrays;
import java.util.List;

/**
 * The plan of an import of positions.
 *
 * @param source the positions
 * @param lines a line a partition, by topic and partition
 * @param refusals how the others are handled if one is refused
 */
public record ImportPlan(ForeignPositions source, List<ImportLine> lines, Refusals refusals) {

  /** How the others are handled if a position is refused. */
  public enum Refusals {
    /** Nothing is set. */
    STOP,
    /** The others are set. */
    PASS_OVER
  }

  public ImportPlan {
    lines = List.copyOf(lines);
  }

  /** Those that need a decision by a person. */
  public List<ImportLine> refused() {
    return lines.stream().filter(line -> line.verdict().isRefused()).toList();
  }

  /** What can be set. */
  public List<PositionChange> changes() {
    return lines.stream().flatMap(line -> line.change().stream()).toList();
  }

  /** Whether there is something to set and nothing prevents it. */
  public boolean canBegin() {
    return !changes().isEmpty() && exitCode() == ExitCode.OK;
  }

  /** How many lines have a verdict. */
  public long count(ImportVerdict... verdicts) {
    List<ImportVerdict> meant = Arrays.asList(verdicts);
    return lines.stream().filter(line -> meant.contains(line.verdict())).count();
  }

  /** The exit code: a refused position, and one that still moves, is for a person to decide. */
  public ExitCode exitCode() {
    boolean stopped = refusals == Refusals.STOP && !refused().isEmpty();
    return stopped || source.moving().isPresent() ? ExitCode.USAGE : ExitCode.OK;
  }
}
