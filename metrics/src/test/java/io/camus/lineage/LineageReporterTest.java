package io.camus.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.config.CamusConfig;
import io.camus.lineage.LineageSettings.Dataset;
import io.camus.metrics.HttpRecorder;
import io.camus.metrics.Outcomes;
import io.camus.report.RunReporter;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageReporterTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "kafka.brokers", "kafka-1:9092,kafka-2:9092",
              "etl.destination.path", "hdfs://nn:8020/data",
              "etl.execution.base.path", "/camus",
              "etl.execution.history.path", "/camus/history"));

  private RunReporter reporter(URI url) {
    settings.put("camus.openlineage.url", url.toString());
    return new OpenLineageProvider().reporter(CamusConfig.parse(settings)).orElseThrow();
  }

  private LineageSettings lineage() {
    settings.put("camus.openlineage.url", "http://localhost/api/v1/lineage");
    return LineageSettings.of(CamusConfig.parse(settings)).orElseThrow();
  }

  @Test
  void aRunIsPostedAtItsBeginAndAtItsEndWithOneId() throws IOException {
    settings.put("camus.openlineage.token", "tkn");
    try (HttpRecorder server = new HttpRecorder(201)) {
      RunReporter reporter = reporter(server.url("/api/v1/lineage"));
      reporter.begun(Outcomes.START);
      reporter.ended(Outcomes.success());

      assertThat(server.requests())
          .hasSize(2)
          .allSatisfy(
              request -> {
                assertThat(request.target()).isEqualTo("POST /api/v1/lineage");
                assertThat(request.authorization()).contains("Bearer tkn");
              });
      JsonNode start = new ObjectMapper().readTree(server.requests().get(0).body());
      JsonNode end = new ObjectMapper().readTree(server.requests().get(1).body());
      assertThat(start.path("eventType").asText()).isEqualTo("START");
      assertThat(end.path("eventType").asText()).isEqualTo("COMPLETE");
      assertThat(end.at("/run/runId")).isEqualTo(start.at("/run/runId"));
      assertThat(end.at("/outputs/0/name").asText()).isEqualTo("/data/clicks");
    }
  }

  @Test
  void aRefusalNamesTheServerItsAnswerAndTheKey() throws IOException {
    try (HttpRecorder server = new HttpRecorder(422)) {
      URI url = server.url("/api/v1/lineage");

      assertThatThrownBy(() -> reporter(url).begun(Outcomes.START))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot post an event to "
                  + url
                  + " (HTTP 422: the answer); check that the server runs, camus.openlineage.url"
                  + " and .token");
    }
  }

  @Test
  void aServerThatDoesNotRunRefusesTheConnection() throws IOException {
    URI url;
    try (HttpRecorder server = new HttpRecorder(200)) {
      url = server.url("/api/v1/lineage");
    }

    assertThatThrownBy(() -> reporter(url).begun(Outcomes.START))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot post an event to " + url + " (connection refused); check");
  }

  @Test
  void withoutAUrlThereIsNoReporter() {
    assertThat(new OpenLineageProvider().reporter(CamusConfig.parse(settings))).isEmpty();
  }

  @Test
  void datasetsAreNamedByTheFirstBrokerAndByTheStore() {
    assertThat(lineage().kafka()).isEqualTo("kafka://kafka-1:9092");
    assertThat(lineage().output()).isEqualTo(new Dataset("hdfs://nn:8020", "/data"));
    settings.put("etl.destination.path", "file:///data");
    assertThat(lineage().output()).isEqualTo(new Dataset("file", "/data"));
    settings.put("camus.openlineage.output.namespace", "hdfs://ha:8020");
    assertThat(lineage().output().child("clicks"))
        .isEqualTo(new Dataset("hdfs://ha:8020", "/data/clicks"));
  }

  @Test
  void aPathWithoutASchemeNeedsANamespace() {
    settings.put("etl.destination.path", "/data");
    assertThatThrownBy(this::lineage)
        .hasMessageContaining("needs camus.openlineage.output.namespace");
  }

  @ParameterizedTest
  @CsvSource({
    "marquez:5000, must begin with http",
    "http://me:pass@m/api, must not contain a user",
    "http://m/api?key=a, must end with its path"
  })
  void wrongUrlsAreRefused(String url, String rule) {
    settings.put("camus.openlineage.url", url);
    assertThatThrownBy(() -> LineageSettings.of(CamusConfig.parse(settings)))
        .hasMessageContaining(rule);
  }
}
