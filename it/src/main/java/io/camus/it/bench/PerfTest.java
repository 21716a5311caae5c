package io.camus.it.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code kafka-consumer-perf-test}: a consumer that throws the messages away. It starts as Kafka's
 * own script starts it.
 *
 * @param brokers bootstrap servers
 * @param lib the jars of Kafka's tools
 */
record PerfTest(String brokers, Path lib) implements Contender {
  static final String NAME = "perf-test";

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
            workload.name(),
            "--messages",
            Long.toString(workload.messages()),
            "--timeout",
            "60000"));
  }
}
