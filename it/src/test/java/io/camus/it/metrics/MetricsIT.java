package io.camus.it.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.process.DebianTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs report to Debian's Pushgateway and Prometheus, and to a server for OpenLineage. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class MetricsIT {
  private static final Path EXAMPLES = Path.of(System.getProperty("camus.examples"), "monitoring");
  private static final byte[] MALFORMED = {(byte) 0xff};

  @TempDir Path folder;

  private Job job(Cluster cluster, String... topics) throws IOException {
    Job job = new Job(cluster, Files.createDirectories(folder.resolve("job")));
    List.of(topics).forEach(topic -> job.topic(topic, Form.TEXT));
    return job;
  }

  private Path file() {
    return folder.resolve("camus.prom");
  }

  /** Prometheus has scraped what the run pushed: a scrape is of one moment. */
  private static void awaitScrape(Prometheus prometheus, Outcome outcome) throws Exception {
    double startedAt = seconds(Instant.parse(outcome.json().path("startedAt").asText()));
    Await.until(
        "the metrics of the run",
        Duration.ofSeconds(60),
        () -> prometheus.value("camus_run_start_timestamp_seconds").orElse(0) == startedAt);
  }

  private static double seconds(Instant moment) {
    return moment.toEpochMilli() / 1000.0;
  }

  private static double seconds(JsonNode duration) {
    return Duration.parse(duration.asText()).toMillis() / 1000.0;
  }

  private static Instant endOf(JsonNode summary) {
    return Instant.parse(summary.path("startedAt").asText())
        .plus(Duration.parse(summary.path("duration").asText()));
  }

  private static void has(Prometheus prometheus, String query, double expected)
      throws IOException, InterruptedException {
    assertThat(prometheus.value(query).orElse(Double.NaN))
        .as(query)
        .isEqualTo(expected, within(0.002));
  }

  private static final Map<String, String> FIGURES =
      Map.of(
          "messages", "messages",
          "written_bytes", "bytes",
          "files", "files",
          "dead_letter_files", "deadLetterFiles",
          "skipped_records", "skipped",
          "absent_offsets", "absent",
          "lag_offsets", "lag",
          "held_back_offsets", "heldBack");

  private static final Map<String, String> MOMENTS =
      Map.of(
          "first_event_timestamp_seconds", "firstEvent",
          "last_event_timestamp_seconds", "lastEvent",
          "oldest_unread_timestamp_seconds", "oldestUnread");

  /** Each number of a summary is what a query returns. */
  private static void hasAll(Prometheus prometheus, JsonNode summary)
      throws IOException, InterruptedException {
    for (JsonNode topic : summary.path("topics")) {
      String series = "{topic=\"" + topic.path("topic").asText() + "\"}";
      for (Map.Entry<String, String> figure : FIGURES.entrySet()) {
        has(
            prometheus,
            "camus_topic_" + figure.getKey() + series,
            topic.path(figure.getValue()).asDouble());
      }
      for (Map.Entry<String, String> moment : MOMENTS.entrySet()) {
        JsonNode time = topic.path(moment.getValue());
        String query = "camus_topic_" + moment.getKey() + series;
        if (time.isNull()) {
          assertThat(prometheus.query(query)).as(query).isEmpty();
        } else {
          has(prometheus, query, seconds(Instant.parse(time.asText())));
        }
      }
      JsonNode left = topic.path("timeToLoss");
      String loss = "camus_topic_loss_timestamp_seconds" + series;
      if (left.isNull()) {
        assertThat(prometheus.query(loss)).as(loss).isEmpty();
      } else {
        has(prometheus, loss, seconds(endOf(summary).plus(Duration.parse(left.asText()))));
      }
    }
    for (Map.Entry<String, String> figure : FIGURES.entrySet()) {
      double sum = 0;
      for (JsonNode topic : summary.path("topics")) {
        sum += topic.path(figure.getValue()).asDouble();
      }
      has(prometheus, "camus_run_" + figure.getKey(), sum);
      has(prometheus, "sum(camus_topic_" + figure.getKey() + ")", sum);
    }
    for (JsonNode row : summary.path("rejections")) {
      if (row.path("committed").asBoolean()) {
        has(
            prometheus,
            "camus_topic_rejected_records{topic=\""
                + row.path("topic").asText()
                + "\",cause=\""
                + row.path("cause").asText()
                + "\"}",
            row.path("records").asDouble());
      }
    }
    for (JsonNode topic : summary.path("completeness")) {
      has(
          prometheus,
          "camus_topic_complete_until_timestamp_seconds{topic=\""
              + topic.path("topic").asText()
              + "\"}",
          seconds(Instant.parse(topic.path("until").asText())));
    }
    for (Map.Entry<String, JsonNode> stage : summary.path("stages").properties()) {
      has(
          prometheus,
          "camus_run_stage_duration_seconds{stage=\"" + stage.getKey() + "\"}",
          seconds(stage.getValue()));
    }
    has(prometheus, "camus_run_duration_seconds", seconds(summary.path("duration")));
    has(prometheus, "camus_run_end_timestamp_seconds", seconds(endOf(summary)));
    has(prometheus, "camus_run_exit_code", summary.path("exitCode").asDouble());
    has(prometheus, "camus_run_tasks", summary.path("tasks").asDouble());
    has(prometheus, "camus_run_up_to_date_topics", summary.path("emptyTopics").asDouble());
  }

  @Test
  void queriesReturnTheNumbersOfTheSummaryAndEveryExampleWorks(Cluster cluster) throws Exception {
    String good = cluster.topic("metrics-good", 2);
    String bad =
        cluster.createTopic(
            cluster.name("metrics-bad"),
            1,
            Map.of("retention.ms", Long.toString(Duration.ofDays(7).toMillis())));
    try (Prometheus prometheus = Prometheus.start(folder, EXAMPLES);
        Sender sender = new Sender(cluster)) {
      Job job =
          job(cluster, good, bad)
              .set("camus.metrics.pushgateway.url", "http://" + prometheus.gateway().address())
              .set("camus.metrics.file", file().toString())
              .set("camus.metrics.job", "hourly")
              .set("camus.complete", "true")
              .set("etl.max.percent.skipped.other", "50");
      sender.text(good, 2, 0, 1_000);
      sender.text(bad, 1, 0, 10);
      sender.flush();
      Outcome success = job.run();
      assertThat(success.exit()).as(success.toString()).isZero();
      awaitScrape(prometheus, success);
      hasAll(prometheus, success.json());
      assertThat(success.json().path("completeness")).hasSize(2);
      double lastSuccess = seconds(endOf(success.json()));
      has(prometheus, "camus_run_last_success_timestamp_seconds", lastSuccess);
      assertThat(prometheus.query("camus_run_exit_code{job=\"hourly\"}")).hasSize(1);

      Instant now = Instant.now();
      sender.text(good, 2, 1_000, 1_100);
      for (int i = 0; i < 5; i++) {
        sender.value(good, 0, now, MALFORMED);
        sender.value(bad, 0, now, MALFORMED);
      }
      sender.flush();
      Outcome failure = job.run();
      assertThat(failure.exit()).as(failure.toString()).isEqualTo(4);
      awaitScrape(prometheus, failure);
      JsonNode summary = failure.json();
      assertThat(failure.sum("lag")).isEqualTo(5);
      assertThat(failure.rejected()).isEqualTo(5);
      assertThat(summary.toString())
          .contains("\"oldestUnread\":\"" + now.toString().substring(0, 19));
      assertThat(summary.toString()).containsPattern("\"timeToLoss\":\"PT167H");
      hasAll(prometheus, summary);
      has(prometheus, "camus_run_last_success_timestamp_seconds", lastSuccess);
      has(prometheus, "camus_run_problems{severity=\"data\"}", 1);

      checkRules(prometheus);
      checkDashboard(prometheus);
      assertThat(Files.readString(file(), UTF_8))
          .contains("camus_run_exit_code 4.0", "camus_run_last_success_timestamp_seconds ");
      DebianTool.named("promtool").run(file(), "check", "metrics");
    }
  }

  private void checkRules(Prometheus prometheus) throws IOException, InterruptedException {
    DebianTool promtool = DebianTool.named("promtool");
    Path nothing = Files.createTempFile(folder, "nothing", "");
    promtool.run(nothing, "check", "config", EXAMPLES.resolve("prometheus.yml").toString());
    assertThat(
            promtool.run(nothing, "test", "rules", EXAMPLES.resolve("alerts_test.yml").toString()))
        .contains("SUCCESS");
    JsonNode rules = prometheus.rules().at("/0/rules");
    assertThat(rules).hasSize(6);
    assertThat(rules).allMatch(rule -> rule.path("health").asText().equals("ok"));
  }

  private static void checkDashboard(Prometheus prometheus)
      throws IOException, InterruptedException {
    JsonNode dashboard = new ObjectMapper().readTree(EXAMPLES.resolve("dashboard.json").toFile());
    List<String> queries = dashboard.path("panels").findValuesAsText("expr");
    assertThat(queries).hasSizeGreaterThan(10);
    for (String query : queries) {
      assertThat(prometheus.query(query.replace("$job", ".*"))).as(query).isNotEmpty();
    }
  }

  @Test
  void aRunWithoutBrokersReportsItsExitCodeAndAGatewayThatIsDownFailsNoRun(Cluster cluster)
      throws Exception {
    String topic = cluster.topic("metrics-down", 1);
    Job job =
        job(cluster, topic)
            .set("camus.metrics.pushgateway.url", "http://127.0.0.1:1")
            .set("camus.metrics.file", file().toString());
    Outcome success = job.run();
    assertThat(success.exit()).as(success.toString()).isZero();
    assertThat(success.problems("warning"))
        .singleElement()
        .asString()
        .startsWith("prometheus: cannot push metrics to http://127.0.0.1:1 (")
        .contains("check that the Pushgateway runs, camus.metrics.pushgateway.url")
        .endsWith("; the run itself is not affected");

    Outcome noBroker =
        job.set("kafka.brokers", "127.0.0.1:1")
            .set("kafka.timeout.value", "2000")
            .set("kafka.client.so.timeout", "2000")
            .run();
    assertThat(noBroker.exit()).isEqualTo(3);
    assertThat(noBroker.stderr()).contains("cannot push metrics to http://127.0.0.1:1");
    assertThat(Files.readString(file(), UTF_8))
        .contains("camus_run_exit_code 3.0", "camus_run_last_success_timestamp_seconds ")
        .doesNotContain("camus_topic_");
  }

  @Test
  void aServerForOpenLineageGetsTheEventsOfARun(Cluster cluster) throws Exception {
    String topic = cluster.topic("lineage", 1);
    List<JsonNode> events = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/lineage",
        exchange -> {
          events.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.start();
    try (Sender sender = new Sender(cluster)) {
      sender.text(topic, 1, 0, 100);
      sender.flush();
      Outcome outcome =
          job(cluster, topic)
              .set(
                  "camus.openlineage.url",
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage")
              .set("camus.openlineage.output.namespace", "file")
              .run();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.problems("warning")).isEmpty();
    } finally {
      server.stop(0);
    }
    assertThat(events)
        .extracting(event -> event.path("eventType").asText())
        .containsExactly("START", "COMPLETE");
    JsonNode end = events.get(1);
    assertThat(end.at("/run/runId")).isEqualTo(events.get(0).at("/run/runId"));
    assertThat(end.at("/inputs/0/namespace").asText()).isEqualTo("kafka://" + cluster.bootstrap());
    assertThat(end.at("/inputs/0/name").asText()).isEqualTo(topic);
    assertThat(end.at("/outputs/0/namespace").asText()).isEqualTo("file");
    assertThat(Path.of(end.at("/outputs/0/name").asText())).isDirectory().endsWith(Path.of(topic));
    assertThat(end.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(100);
  }
}
