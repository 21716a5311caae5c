package io.camus.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.camus.lineage.LineageSettings.Dataset;
import io.camus.metrics.Outcomes;
import io.camus.report.Json;
import io.camus.report.RunOutcome;
import io.camus.report.RunSummary.TopicSummary;
import io.openlineage.client.OpenLineage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Our events are those that OpenLineage's own client writes for the same run. */
class RunEventsTest {
  private static final UUID ID = UUID.fromString("01936a51-0000-7000-8000-000000000001");
  private static final OpenLineage CLIENT = new OpenLineage(URI.create(RunEvents.PRODUCER));
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(new ToStringSerializer(ZonedDateTime.class)));

  /** Not on a minute, which Java writes without its seconds. */
  private static final Instant START = Outcomes.START.plusSeconds(1);

  private static final RunEvents EVENTS =
      new RunEvents(
          new LineageSettings(
              URI.create("http://localhost:5000/api/v1/lineage"),
              Optional.empty(),
              Duration.ofSeconds(1),
              "production",
              "hourly",
              "kafka://kafka-1:9092",
              new Dataset("hdfs://nn:8020", "/data")),
          ID);

  private static JsonNode tree(Json event) throws IOException {
    return JSON.readTree(event.toString());
  }

  private static JsonNode tree(OpenLineage.RunEvent event) throws IOException {
    return withoutNulls(JSON.readTree(JSON.writeValueAsString(event)));
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeNulls();
    }
    node.forEach(RunEventsTest::withoutNulls);
    return node;
  }

  private static OpenLineage.RunEventBuilder event(
      OpenLineage.RunEvent.EventType type, Instant at, OpenLineage.RunFacets facets) {
    return CLIENT
        .newRunEventBuilder()
        .eventType(type)
        .eventTime(at.atZone(ZoneOffset.UTC))
        .run(CLIENT.newRun(ID, facets))
        .job(
            CLIENT.newJob(
                "production",
                "hourly",
                CLIENT
                    .newJobFacetsBuilder()
                    .jobType(
                        CLIENT
                            .newJobTypeJobFacetBuilder()
                            .processingType("BATCH")
                            .integration("CAMUS")
                            .jobType("JOB")
                            .build())
                    .build()));
  }

  private static OpenLineage.RunFacets error(String message) {
    return CLIENT
        .newRunFacetsBuilder()
        .errorMessage(
            CLIENT
                .newErrorMessageRunFacetBuilder()
                .message(message)
                .programmingLanguage("Java")
                .build())
        .build();
  }

  private static OpenLineage.InputDataset input(String topic) {
    return CLIENT.newInputDatasetBuilder().namespace("kafka://kafka-1:9092").name(topic).build();
  }

  private static OpenLineage.OutputDataset output(String topic, long rows, long bytes, long files) {
    return CLIENT
        .newOutputDatasetBuilder()
        .namespace("hdfs://nn:8020")
        .name("/data/" + topic)
        .outputFacets(
            CLIENT
                .newOutputDatasetOutputFacetsBuilder()
                .outputStatistics(
                    CLIENT
                        .newOutputStatisticsOutputDatasetFacetBuilder()
                        .rowCount(rows)
                        .size(bytes)
                        .fileCount(files)
                        .build())
                .build())
        .build();
  }

  @Test
  void aRunBegins() throws IOException {
    assertThat(tree(EVENTS.start(START)))
        .isEqualTo(
            tree(
                event(
                        OpenLineage.RunEvent.EventType.START,
                        START,
                        CLIENT.newRunFacetsBuilder().build())
                    .inputs(List.of())
                    .outputs(List.of())
                    .build()));
  }

  @Test
  void aSuccessHasItsTopicsAsInputsAndTheirDirectoriesAsOutputs() throws IOException {
    RunOutcome outcome = Outcomes.success();

    assertThat(tree(EVENTS.end(outcome)))
        .isEqualTo(
            tree(
                event(
                        OpenLineage.RunEvent.EventType.COMPLETE,
                        outcome.endedAt(),
                        CLIENT.newRunFacetsBuilder().build())
                    .inputs(List.of(input("clicks"), input("views")))
                    .outputs(
                        List.of(output("clicks", 1_000, 100_000, 4), output("views", 10, 1_000, 4)))
                    .build()));
  }

  @Test
  void aFailureSaysWhyAndHasWhatWasCommitted() throws IOException {
    RunOutcome outcome = Outcomes.failure();

    assertThat(tree(EVENTS.end(outcome)))
        .isEqualTo(
            tree(
                event(
                        OpenLineage.RunEvent.EventType.FAIL,
                        outcome.endedAt(),
                        error("views: over its error budget"))
                    .inputs(List.of(input("clicks")))
                    .outputs(List.of(output("clicks", 1_000, 100_000, 4)))
                    .build()));
  }

  @Test
  void aRunWithoutASummaryFails() throws IOException {
    RunOutcome outcome = Outcomes.early();

    assertThat(tree(EVENTS.end(outcome)))
        .isEqualTo(
            tree(
                event(
                        OpenLineage.RunEvent.EventType.FAIL,
                        outcome.endedAt(),
                        error("no broker answers"))
                    .inputs(List.of())
                    .outputs(List.of())
                    .build()));
  }

  @Test
  void aTopicOfWhichNothingWasWrittenIsNoOutputAndOneOfWhichNothingWasCommittedNoInput()
      throws IOException {
    TopicSummary skipped = Outcomes.topic("skipped", 0, 6);
    TopicSummary untouched = TopicSummary.sum("untouched", List.of());
    JsonNode event = tree(EVENTS.end(RunOutcome.of(Outcomes.summary(List.of(skipped, untouched)))));

    assertThat(event.path("inputs").findValuesAsText("name")).containsExactly("skipped");
    assertThat(event.path("outputs")).isEmpty();
  }
}
