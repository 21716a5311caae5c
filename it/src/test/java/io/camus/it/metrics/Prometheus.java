package io.camus.it.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.process.DebianTool;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Debian's Prometheus, which scrapes Debian's Pushgateway with the example's configuration. */
record Prometheus(DebianTool.Server gateway, DebianTool.Server server) implements AutoCloseable {

  /**
   * Starts both.
   *
   * @param folder for their data
   * @param examples the directory with the example's configuration and alerts
   */
  static Prometheus start(Path folder, Path examples) throws IOException, InterruptedException {
    DebianTool prometheus = DebianTool.named("prometheus");
    DebianTool.Server gateway =
        DebianTool.named("prometheus-pushgateway").start(folder, port -> List.of(listen(port)));
    try {
      Path config = folder.resolve("prometheus.yml");
      Files.writeString(
          config,
          Files.readString(examples.resolve("prometheus.yml"))
              .replace("localhost:9091", gateway.address())
              .replace("15s", "1s"));
      Files.copy(examples.resolve("alerts.yml"), folder.resolve("alerts.yml"));
      return new Prometheus(
          gateway,
          prometheus.start(
              folder,
              port ->
                  List.of(
                      "--config.file=" + config,
                      "--storage.tsdb.path=" + folder.resolve("tsdb"),
                      listen(port))));
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      gateway.close();
      throw e;
    }
  }

  private static String listen(int port) {
    return String.format(Locale.ROOT, "--web.listen-address=127.0.0.1:%d", port);
  }

  /** What a query returns: values by the labels of their series without those of the job. */
  Map<Map<String, String>, Double> query(String expression)
      throws IOException, InterruptedException {
    JsonNode answer =
        new ObjectMapper()
            .readTree(server.get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8)));
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (JsonNode series : answer.at("/data/result")) {
      Map<String, String> labels = new TreeMap<>();
      series
          .path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      labels.keySet().removeAll(List.of("__name__", "instance", "job"));
      values.put(labels, Double.valueOf(series.at("/value/1").asText()));
    }
    return values;
  }

  /** The one value that a query returns; empty if it returns none. */
  OptionalDouble value(String expression) throws IOException, InterruptedException {
    return query(expression).values().stream().mapToDouble(it -> it).findFirst();
  }

  /** The rules, as the server has loaded them. */
  JsonNode rules() throws IOException, InterruptedException {
    return new ObjectMapper().readTree(server.get("/api/v1/rules")).at("/data/groups");
  }

  @Override
  public void close() {
    server.close();
    gateway.close();
  }
}
