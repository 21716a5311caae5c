package io.camus.cli.view;

import io.camus.model.NewPosition;
import io.camus.model.Split;
import io.camus.report.Json;
import io.camus.setup.Plan;
import io.camus.setup.Plan.Line;

/** {@code camus plan --json}: field names as in {@link Plan}. */
public final class PlanJson {
  private PlanJson() {}

  /** The document. */
  public static Json of(Plan plan) {
    return new Json()
        .put("tasks", plan.splits(), PlanJson::task)
        .put("partitions", plan.lines(), PlanJson::line)
        .put("newPositions", plan.newPositions(), PlanJson::position)
        .put("problems", plan.problems());
  }

  private static Json task(Split split) {
    return new Json()
        .put("task", split.task())
        .put("partitions", split.ranges().size())
        .put("estimatedBytes", split.estimatedBytes());
  }

  private static Json line(Line line) {
    return OffsetsJson.partition(line.partition())
        .put("position", line.position())
        .put("end", line.end())
        .put("lag", line.lag())
        .put("estimatedBytes", line.estimatedBytes())
        .put("tasks", line.tasks())
        .put("leftOut", line.leftOut())
        .put("heldBack", line.heldBack().map(OffsetsJson::heldBack));
  }

  private static Json position(NewPosition position) {
    return OffsetsJson.partition(position.partition())
        .put("topicId", position.position().topicId())
        .put("generation", position.position().generation())
        .put("next", position.position().next())
        .put("reason", position.reason());
  }
}
