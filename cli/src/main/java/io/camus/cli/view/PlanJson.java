package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.model.NewPosition;
import io.camus.model.Split;
import io.camus.report.JsonDocuments;
import io.camus.setup.Plan;
import io.camus.setup.Plan.Line;

/** {@code camus plan --json}: field names as in {@link Plan}. */
public final class PlanJson {
  private PlanJson() {}

  public static ObjectNode document(Plan plan) {
    ObjectNode document = JsonDocuments.object();
    ArrayNode tasks = document.putArray("tasks");
    plan.splits().forEach(split -> fill(tasks.addObject(), split));
    ArrayNode partitions = document.putArray("partitions");
    plan.lines().forEach(line -> fill(partitions.addObject(), line));
    ArrayNode positions = document.putArray("newPositions");
    plan.newPositions().forEach(position -> fill(positions.addObject(), position));
    document.set("problems", JsonDocuments.problems(plan.problems()));
    return document;
  }

  private static void fill(ObjectNode node, Split split) {
    node.put("task", split.task())
        .put("partitions", split.ranges().size())
        .put("estimatedBytes", split.estimatedBytes());
  }

  private static void fill(ObjectNode node, Line line) {
    node.put("topic", line.partition().topic()).put("partition", line.partition().partition());
    line.position()
        .ifPresentOrElse(offset -> node.put("position", offset), () -> node.putNull("position"));
    line.end().ifPresentOrElse(offset -> node.put("end", offset), () -> node.putNull("end"));
    node.put("lag", line.lag()).put("estimatedBytes", line.estimatedBytes());
    line.tasks().forEach(node.putArray("tasks")::add);
    node.put("leftOut", line.leftOut().orElse(null));
    HeldBackJson.fill(node, line.heldBack());
  }

  private static void fill(ObjectNode node, NewPosition position) {
    node.put("topic", position.partition().topic())
        .put("partition", position.partition().partition())
        .put("topicId", position.position().topicId().toString())
        .put("generation", position.position().generation())
        .put("next", position.position().next())
        .put("reason", position.reason());
  }
}
