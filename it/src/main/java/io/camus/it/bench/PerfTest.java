package io.camus.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code kafka-consumer-perf-test}: a consumer that discards the messages, started like in Kafka's
 * own script.
 *
 * @param brokers bootstrap servers
 * @param lib the jars of Kafka's tools
 */
record PerfTest(String brokers, Path lib) implements Contender {
  static final String NAME = "perf-test";

  /** Where its line of figures, separated by commas, has the number of messages. */
  private static final int MESSAGES_COLUMN = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takes(Workload workload) {
    return true;
  }

  @Override
  public ProcessBuilder process(Workload workload, Path folder) {
    return new ProcessBuilder(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512M",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-cp",
            lib + "/*",
            "org.apache.kafka.tools.ConsumerPerformance",
            "--bootstrap-server",
            brokers,
            "--topic",
            workload.topic(),
            "--messages",
            Long.toString(workload.messages()),
            "--timeout",
            "60000"));
  }

  @Override
  public void check(Loaded topic, Path folder, Path log) throws IOException {
    String figures =
        Files.readAllLines(log, StandardCharsets.UTF_8).stream()
            .filter(line -> line.startsWith("2"))
            .reduce("", (first, last) -> last);
    String[] columns = figures.split(", *", -1);
    String messages = columns.length > MESSAGES_COLUMN ? columns[MESSAGES_COLUMN] : "";
    if (!messages.equals(Long.toString(topic.workload().messages()))) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "not exactly %,d messages were read; see %s",
              topic.workload().messages(),
              log));
    }
  }
}
