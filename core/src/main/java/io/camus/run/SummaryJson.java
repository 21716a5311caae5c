package io.camus.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.run.RunSummary.TopicSummary;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code camus run --json} prints and {@code HISTORY/RUN/summary.json} holds: field names as
 * in {@link RunSummary}, plus {@code exitCode}.
 */
public final class SummaryJson {
  private SummaryJson() {}

  /** The document. */
  public static ObjectNode document(RunSummary summary) {
    ObjectNode document =
        JsonDocuments.object()
            .put("run", summary.run().map(Object::toString).orElse(null))
            .put("exitCode", summary.exitCode().value())
            .put("startedAt", summary.startedAt().toString())
            .put("duration", summary.duration().toString())
            .put("tasks", summary.tasks());
    ArrayNode topics = document.putArray("topics");
    summary.topics().forEach(topic -> fill(topics.addObject(), topic));
    document.put("emptyTopics", summary.emptyTopics());
    document.set("problems", JsonDocuments.problems(summary.problems()));
    ArrayNode commits = document.putArray("commits");
    summary.commits().forEach(commits::add);
    ArrayNode recovered = document.putArray("recovered");
    summary.recovered().forEach(recovered::add);
    return document;
  }

  private static void fill(ObjectNode node, TopicSummary topic) {
    node.put("topic", topic.topic())
        .put("partitions", topic.partitions())
        .put("messages", topic.messages())
        .put("bytes", topic.bytes())
        .put("files", topic.files())
        .put("rejected", topic.rejected())
        .put("skipped", topic.skipped())
        .put("lag", topic.lag())
        .put("firstEvent", time(topic.firstEvent()))
        .put("lastEvent", time(topic.lastEvent()));
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
