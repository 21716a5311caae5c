package io.camus.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.camus.model.EventTimes;
import io.camus.model.Problem;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.report.Rejection.Sample;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary.TopicSummary;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code camus run --json} prints and {@code HISTORY/RUN/summary.json} holds: field names as
 * in {@link RunSummary}, plus {@code exitCode} of the process, and {@code files}, the sum over all
 * topics.
 */
public final class SummaryJson {
  private SummaryJson() {}

  /** The document. */
  public static Json of(RunSummary summary) {
    return new Json()
        .put("run", summary.run())
        .put("exitCode", summary.status())
        .put("startedAt", summary.startedAt())
        .put("duration", summary.duration())
        .put("tasks", summary.tasks())
        .put("files", summary.files())
        .put("topics", summary.topics(), SummaryJson::topic)
        .put("rejections", summary.rejections(), SummaryJson::rejection)
        .put("emptyTopics", summary.emptyTopics())
        .put("problems", summary.problems())
        .put("commits", summary.commits())
        .put("recovered", summary.recovered())
        .put("closedBy", summary.closedBy())
        .put("signal", summary.stoppedBy().map(StopSignal::name))
        .put("failedAt", summary.failedAt())
        .put("stages", stages(summary))
        .put("completeness", summary.completeness(), SummaryJson::completeness);
  }

  private static Json stages(RunSummary summary) {
    Json stages = new Json();
    summary.stages().forEach((stage, time) -> stages.put(Json.word(stage), time));
    return stages;
  }

  /** How far a topic is complete. */
  public static Json completeness(TopicCompleteness topic) {
    return new Json()
        .put("topic", topic.topic())
        .put("until", topic.until())
        .put("completed", topic.completed())
        .put("unproven", topic.unproven())
        .put("late", topic.late())
        .put("heldOpen", topic.heldOpen());
  }

  private static TopicCompleteness completeness(JsonNode topic) {
    return new TopicCompleteness(
        topic.required("topic").asText(),
        text(topic.path("until")).map(Instant::parse),
        topic.path("completed").asLong(),
        topic.path("unproven").asLong(),
        topic.path("late").asLong(),
        text(topic.path("heldOpen")));
  }

  /** A topic's part. */
  public static Json topic(TopicSummary topic) {
    return new Json()
        .put("topic", topic.topic())
        .put("partitions", topic.partitions())
        .put("messages", topic.messages())
        .put("bytes", topic.bytes())
        .put("files", topic.files())
        .put("deadLetterFiles", topic.deadLetterFiles())
        .put("rejected", topic.rejected())
        .put("skipped", topic.skipped())
        .put("absent", topic.absent())
        .put("offsets", topic.offsets())
        .put("lag", topic.lag())
        .put("heldBack", topic.heldBack())
        .put("oldestUnread", topic.unread().oldest())
        .put("timeToLoss", topic.unread().timeToLoss())
        .put("firstEvent", topic.firstEvent())
        .put("lastEvent", topic.lastEvent())
        .put("eventTimes", topic.eventTimes().map(SummaryJson::eventTimes));
  }

  private static Json eventTimes(EventTimes times) {
    return new Json()
        .put("fields", times.fields())
        .put("kafka", times.kafka())
        .put("missing", times.missing())
        .put("unreadable", times.unreadable())
        .put("january1970", times.january1970())
        .put("farAhead", times.farAhead())
        .put("unread", times.unread().map(SummaryJson::sample))
        .put("doubtful", times.doubtful().map(SummaryJson::sample));
  }

  private static Json sample(EventTimes.Sample sample) {
    return new Json().put("place", sample.place()).put("time", sample.time());
  }

  /** What was rejected of a topic for a cause. */
  public static Json rejection(Rejection row) {
    return new Json()
        .put("topic", row.topic())
        .put("cause", row.cause().name().toLowerCase(Locale.ROOT))
        .put("records", row.records())
        .put("of", row.of())
        .put("committed", row.committed())
        .put("place", row.sample().map(Sample::place))
        .put("message", row.sample().map(Sample::message))
        .put("hint", row.sample().flatMap(Sample::hint));
  }

  /**
   * Parses a summary; missing fields count as empty, so those of older versions can be read.
   *
   * @throws IllegalArgumentException if it is not a summary; the message says why
   */
  public static RunSummary read(JsonNode document) {
    try {
      return new RunSummary(
          text(document.path("run")).map(RunId::new),
          Instant.parse(document.required("startedAt").asText()),
          Duration.parse(document.required("duration").asText()),
          document.path("tasks").asInt(),
          document.required("topics").valueStream().map(SummaryJson::topic).toList(),
          document.path("rejections").valueStream().map(SummaryJson::rejection).toList(),
          document.path("emptyTopics").asInt(),
          document.required("problems").valueStream().map(SummaryJson::problem).toList(),
          document.required("commits").valueStream().map(JsonNode::asLong).toList(),
          document.path("recovered").valueStream().map(JsonNode::asText).toList(),
          text(document.path("closedBy")).map(RunId::new),
          text(document.path("signal")).map(StopSignal::valueOf),
          text(document.path("failedAt")).map(SummaryJson::stage),
          stages(document.path("stages")),
          document.path("completeness").valueStream().map(SummaryJson::completeness).toList());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Stage stage(String word) {
    return Stage.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Map<Stage, Duration> stages(JsonNode node) {
    Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
    node.properties()
        .forEach(it -> stages.put(stage(it.getKey()), Duration.parse(it.getValue().asText())));
    return stages;
  }

  private static Problem problem(JsonNode node) {
    return new Problem(
        Problem.Severity.valueOf(node.required("severity").asText().toUpperCase(Locale.ROOT)),
        node.required("where").asText(),
        node.required("message").asText());
  }

  private static TopicSummary topic(JsonNode node) {
    return new TopicSummary(
        node.required("topic").asText(),
        node.path("partitions").asInt(),
        node.path("messages").asLong(),
        node.path("bytes").asLong(),
        node.path("files").asLong(),
        node.path("deadLetterFiles").asLong(),
        node.path("rejected").asLong(),
        node.path("skipped").asLong(),
        node.path("absent").asLong(),
        node.path("lag").asLong(),
        node.path("heldBack").asLong(),
        text(node.path("firstEvent")).map(Instant::parse),
        text(node.path("lastEvent")).map(Instant::parse),
        eventTimes(node.path("eventTimes")),
        new Unread(
            text(node.path("oldestUnread")).map(Instant::parse),
            text(node.path("timeToLoss")).map(Duration::parse)));
  }

  private static Optional<EventTimes> eventTimes(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    Map<String, Long> fields = new TreeMap<>();
    node.path("fields").properties().forEach(it -> fields.put(it.getKey(), it.getValue().asLong()));
    return Optional.of(
        new EventTimes(
            fields,
            node.path("kafka").asLong(),
            node.path("missing").asLong(),
            node.path("unreadable").asLong(),
            node.path("january1970").asLong(),
            node.path("farAhead").asLong(),
            sample(node.path("unread")),
            sample(node.path("doubtful"))));
  }

  private static Optional<EventTimes.Sample> sample(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new EventTimes.Sample(node.path("place").asText(), node.path("time").asText()))
        : Optional.empty();
  }

  private static Rejection rejection(JsonNode node) {
    return new Rejection(
        node.required("topic").asText(),
        RejectionCause.valueOf(node.required("cause").asText().toUpperCase(Locale.ROOT)),
        node.required("records").asLong(),
        node.required("of").asLong(),
        node.required("committed").asBoolean(),
        text(node.path("place"))
            .map(
                place ->
                    new Sample(place, node.required("message").asText(), text(node.path("hint")))));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
