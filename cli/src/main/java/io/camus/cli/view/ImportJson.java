package io.camus.cli.view;

import io.camus.model.PartitionPosition;
import io.camus.offsets.ImportLine;
import io.camus.offsets.ImportOutcome;
import io.camus.report.Json;
import io.camus.setup.Bounds;

/** What {@code camus import --json} prints. */
public final class ImportJson {
  private ImportJson() {}

  /** The result of importing positions. */
  public static Json of(ImportOutcome outcome, Mode mode) {
    return new Json()
        .put("exitCode", outcome.exitCode().value())
        .put("dryRun", mode == Mode.DRY_RUN)
        .put("source", outcome.plan().source().origin())
        .put("moving", outcome.plan().source().moving())
        .put("record", outcome.record())
        .put("partitions", outcome.plan().lines(), ImportJson::line)
        .put("problems", outcome.problems());
  }

  private static Json line(ImportLine line) {
    return OffsetsJson.partition(line.partition())
        .put("from", line.next())
        .put("earliest", line.held().map(Bounds::earliest))
        .put("end", line.held().map(Bounds::end))
        .put("position", line.known().map(PartitionPosition::next))
        .put("verdict", line.verdict())
        .put("refused", line.verdict().isRefused())
        .put("problem", line.problem());
  }
}
