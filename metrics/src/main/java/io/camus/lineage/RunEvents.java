package io.camus.lineage;

import io.camus.lineage.LineageSettings.Dataset;
import io.camus.report.Json;
import io.camus.report.RunOutcome;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes the events of one run: START, then COMPLETE or FAIL. Inputs are topics, outputs are the
 * directories of topics.
 *
 * @param id identifies the run in all of its events
 */
record RunEvents(LineageSettings settings, UUID id) {
  static final String PRODUCER = "urn:camus:run";

  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String EVENT = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";
  private static final String ERROR =
      SPEC + "facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet";
  private static final String JOB_TYPE =
      SPEC + "facets/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet";
  private static final String STATISTICS =
      SPEC
          + "facets/1-0-2/OutputStatisticsOutputDatasetFacet.json"
          + "#/$defs/OutputStatisticsOutputDatasetFacet";

  /** The run has begun; its topics are not known yet. */
  Json start(Instant at) {
    return event("START", at, new Json(), List.of());
  }

  /** The run has ended. Topics of which nothing was committed are no inputs. */
  Json end(RunOutcome outcome) {
    Json facets = new Json();
    outcome
        .failure()
        .ifPresent(
            message ->
                facets.put(
                    "errorMessage",
                    facet(ERROR).put("message", message).put("programmingLanguage", "Java")));
    return event(
        outcome.succeeded() ? "COMPLETE" : "FAIL",
        outcome.endedAt(),
        facets,
        outcome.summary().map(RunSummary::topics).orElse(List.of()));
  }

  private Json event(String type, Instant at, Json runFacets, List<TopicSummary> topics) {
    return new Json()
        .put("eventTime", at)
        .put("producer", PRODUCER)
        .put("schemaURL", EVENT)
        .put("eventType", type)
        .put("run", new Json().put("runId", id).put("facets", runFacets))
        .put("job", job())
        .put(
            "inputs",
            topics.stream().filter(topic -> topic.offsets() > 0).toList(),
            topic -> dataset(new Dataset(settings.kafka(), topic.topic())))
        .put(
            "outputs",
            topics.stream().filter(topic -> topic.files() > 0).toList(),
            topic ->
                dataset(settings.output().child(topic.topic()))
                    .put("outputFacets", new Json().put("outputStatistics", statistics(topic))));
  }

  private Json job() {
    return new Json()
        .put("namespace", settings.namespace())
        .put("name", settings.job())
        .put(
            "facets",
            new Json()
                .put(
                    "jobType",
                    facet(JOB_TYPE)
                        .put("processingType", "BATCH")
                        .put("integration", "CAMUS")
                        .put("jobType", "JOB")));
  }

  private static Json statistics(TopicSummary topic) {
    return facet(STATISTICS)
        .put("rowCount", topic.messages())
        .put("size", topic.bytes())
        .put("fileCount", topic.files());
  }

  private static Json dataset(Dataset dataset) {
    return new Json().put("namespace", dataset.namespace()).put("name", dataset.name());
  }

  private static Json facet(String schema) {
    return new Json().put("_producer", PRODUCER).put("_schemaURL", schema);
  }
}
