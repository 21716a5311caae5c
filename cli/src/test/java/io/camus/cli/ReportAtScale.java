package io.camus.cli;

import io.camus.cli.WrittenLog.Pull;
import io.camus.cli.html.ReportHtml;
import io.camus.cli.report.HourSpan;
import io.camus.cli.report.Report;
import io.camus.config.CamusConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the report of 72 hours by 500 topics without Kafka, by hand: {@code java -Xmx512m}. Each
 * topic has 4 partitions, and there is a run every 20 minutes.
 */
final class ReportAtScale {
  private static final int HOURS = 72;
  private static final int TOPICS = 500;
  private static final int PARTITIONS = 4;
  private static final Duration PAUSE = Duration.ofMinutes(20);

  private ReportAtScale() {}

  /** Prints what it takes; the commit log is below a directory. */
  public static void main(String[] arguments) throws IOException {
    Instant begin = Instant.parse("2026-11-22T00:00:00Z");
    CamusConfig config =
        CamusConfig.parse(
            Map.of(
                "kafka.brokers", "127.0.0.1:1",
                "etl.destination.path", "/data",
                "etl.execution.base.path", arguments[0] + "/exec",
                "etl.execution.history.path", arguments[0] + "/history",
                "camus.complete", "true",
                "etl.run.tracking.post", "true",
                "kafka.monitor.tier", "hadoop"));
    WrittenLog log = new WrittenLog(config);
    int runs = 0;
    Instant end = begin.plus(Duration.ofHours(HOURS));
    for (Instant at = begin.plus(PAUSE); !at.isAfter(end); at = at.plus(PAUSE)) {
      List<Pull> pulls = new ArrayList<>();
      for (int topic = 0; topic < TOPICS; topic++) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          pulls.add(
              new Pull("topic-" + topic, partition, topic % 16, at.minus(PAUSE), 100, 0, 4_000));
        }
      }
      log.run(at, pulls);
      runs++;
    }
    ReportRequest request =
        new ReportRequest(HourSpan.of(begin, end), ReportRequest.Kafka.SKIP, Optional.empty());
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      Report report =
          new ReportOperations(new Operations(), InstantSource.system())
              .make(config, request, events -> {});
      long read = System.nanoTime() - start;
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      ReportHtml.write(report, page);
      Runtime runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%d runs, %,d files: read in %d ms, written in %d ms, %,d bytes; heap %,d MiB of %,d%n",
          runs,
          report.files().count(),
          read / 1_000_000,
          (System.nanoTime() - start - read) / 1_000_000,
          page.size(),
          (runtime.totalMemory() - runtime.freeMemory()) >> 20,
          runtime.maxMemory() >> 20);
    }
  }
}
