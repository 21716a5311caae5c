package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.camus.cli.WrittenLog.Pull;
import io.camus.cli.page.Tone;
import io.camus.cli.report.FileRow;
import io.camus.cli.report.Gap;
import io.camus.cli.report.Hour;
import io.camus.cli.report.HourSpan;
import io.camus.cli.report.Report;
import io.camus.cli.report.RunRow.Skew;
import io.camus.cli.report.TopicReport;
import io.camus.complete.CompletionQuery;
import io.camus.config.CamusConfig;
import io.camus.model.CamusException;
import io.camus.model.Completion;
import io.camus.model.EndOffsets;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.model.TrackedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content of a report from a commit log on disk, without Kafka. */
final class ReportContentTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final HourSpan SPAN = HourSpan.of(NOON, NOON.plus(Duration.ofHours(4)));

  @TempDir private Path folder;

  private CamusConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.brokers", "127.0.0.1:1");
    settings.put("kafka.admin.default.api.timeout.ms", "300");
    settings.put("kafka.admin.request.timeout.ms", "200");
    settings.put("etl.destination.path", "/data");
    settings.put("etl.execution.base.path", folder + "/exec");
    settings.put("etl.execution.history.path", folder + "/history");
    settings.put("etl.run.tracking.post", "true");
    settings.put("kafka.monitor.tier", "hadoop");
    settings.putAll(more);
    return CamusConfig.parse(settings);
  }

  private static Report report(CamusConfig config, ReportRequest.Kafka kafka) {
    return new ReportOperations(new Operations(), InstantSource.system())
        .make(config, new ReportRequest(SPAN, kafka, Optional.empty()), events -> {});
  }

  private static Instant at(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private static List<String> gaps(Report report, Gap.Part part) {
    return report.gaps().stream().filter(it -> it.part() == part).map(Gap::sentence).toList();
  }

  @Test
  void theCommitLogAloneHasCountsFilesAndSkew() {
    CamusConfig config = config(Map.of());
    WrittenLog log = new WrittenLog(config);
    log.run(
        at(70),
        List.of(
            new Pull("clicks", 0, 0, at(0), 100, 0, 4_000),
            new Pull("clicks", 1, 1, at(10), 50, 7, 6_000_000),
            new Pull("orders", 0, 1, at(-50), 5, 0, 300)));
    log.run(at(130), List.of(new Pull("clicks", 0, 0, at(20), 20, 0, 5_000)));

    Report report = report(config, ReportRequest.Kafka.SKIP);

    assertThat(report.topics()).extracting(TopicReport::name).containsExactly("clicks", "orders");
    TopicReport clicks = report.topics().get(0);
    Hour noon = clicks.hours().get(0);
    assertThat(noon.books()).as(noon.reason()).isEmpty();
    assertThat(noon.counts().orElseThrow().written()).isEqualTo(170);
    assertThat(noon.counts().orElseThrow().leftOut()).isEqualTo(7);
    assertThat(noon.counts().orElseThrow().held()).isEqualTo(177);
    assertThat(noon.counts().orElseThrow().tiers()).isEmpty();
    assertThat(noon.files()).isEqualTo(3);
    assertThat(noon.records()).isEqualTo(170);
    assertThat(noon.bytes()).isEqualTo(6_009_000);
    assertThat(clicks.hours().get(1)).isEqualTo(Hour.NOTHING);
    assertThat(clicks.waterfall().written()).isEqualTo(170);
    assertThat(report.topics().get(1).waterfall().held()).as("before the span").isZero();
    assertThat(report.total().held()).isEqualTo(177);
    assertThat(report.files().count()).isEqualTo(3);
    assertThat(report.files().omitted().rows()).isZero();
    assertThat(report.files().rows())
        .extracting(FileRow::directory, FileRow::name, FileRow::records, FileRow::commit)
        .contains(tuple("hourly/2026/11/22/12", "clicks+1+0+57.avro", 50L, 1L));
    assertThat(report.files().sizes())
        .extracting(it -> it.fromBytes() + " " + it.files())
        .containsExactly("0 1", "4096 1", "4194304 1");
    assertThat(report.positions()).isEmpty();
    assertThat(report.headline().tone()).isEqualTo(Tone.WARNING);
    assertThat(gaps(report, Gap.Part.POSITIONS))
        .containsExactly("Kafka was not asked (--no-kafka). Lags and times to loss are unknown.");
    assertThat(gaps(report, Gap.Part.COMPLETENESS))
        .singleElement()
        .asString()
        .startsWith("camus.complete is not true for 2 topics (clicks, orders)");
    assertThat(report.runs().rows()).as("no run left files in the history").isEmpty();
  }

  @Test
  void bucketsAreWhatTheLogHasProven() {
    CamusConfig config = config(Map.of("camus.complete", "true"));
    WrittenLog log = new WrittenLog(config);
    RunId run = log.run(at(130), List.of(new Pull("clicks", 0, 0, at(0), 100, 0, 4_000)));
    EndOffsets seen = new EndOffsets("clicks", at(131), Map.of(0, 100L));
    log.append(
        run, at(131), List.of(new LogEntry.Tracks(new TrackedTopic("clicks", Optional.of(at(0))))));
    log.append(
        run,
        at(132),
        List.of(
            new LogEntry.Completes(
                new Completion(
                    seen,
                    Duration.ofMinutes(10),
                    at(120),
                    Optional.of(at(0)),
                    Optional.empty(),
                    Completion.LateMarker.RENEW,
                    List.of(),
                    List.of()))));

    Report report = report(config, ReportRequest.Kafka.SKIP);

    TopicReport clicks = report.topics().get(0);
    assertThat(clicks.completeUntil()).contains(at(120));
    assertThat(clicks.hours())
        .extracting(hour -> hour.bucket().orElseThrow())
        .containsExactly(
            CompletionQuery.State.COMPLETE,
            CompletionQuery.State.COMPLETE,
            CompletionQuery.State.OPEN,
            CompletionQuery.State.OPEN);
    assertThat(gaps(report, Gap.Part.COMPLETENESS)).isEmpty();
  }

  @Test
  void aClusterThatIsDownIsAGapAndTheRestIsThere() {
    CamusConfig config = config(Map.of());
    new WrittenLog(config).run(at(70), List.of(new Pull("clicks", 0, 0, at(0), 100, 0, 4_000)));

    Report report = report(config, ReportRequest.Kafka.ASK);

    assertThat(gaps(report, Gap.Part.BOOKS))
        .singleElement()
        .asString()
        .startsWith("Kafka did not answer: ")
        .contains("127.0.0.1:1");
    assertThat(report.topics().get(0).hours().get(0).counts().orElseThrow().written())
        .isEqualTo(100);
  }

  @Test
  void runsThatDoNotCountHaveNoBooksAndTheirFilesAreThere() {
    CamusConfig config = config(Map.of("etl.run.tracking.post", "false"));
    new WrittenLog(config).run(at(70), List.of(new Pull("clicks", 0, 0, at(0), 100, 0, 4_000)));

    Report report = report(config, ReportRequest.Kafka.SKIP);

    Hour noon = report.topics().get(0).hours().get(0);
    assertThat(noon.counts()).isEmpty();
    assertThat(noon.records()).isEqualTo(100);
  }

  @Test
  void aSkewIsThatOfTheRunsTasksAndPartitions() throws IOException {
    CamusConfig config = config(Map.of());
    WrittenLog log = new WrittenLog(config);
    RunId run =
        log.run(
            at(70),
            List.of(
                new Pull("clicks", 0, 0, at(0), 1, 0, 100),
                new Pull("clicks", 1, 1, at(0), 1, 0, 300),
                new Pull("clicks", 2, 2, at(0), 1, 0, 900)));
    Files.createDirectories(folder.resolve("history").resolve(run.value()));

    Report report = report(config, ReportRequest.Kafka.SKIP);

    assertThat(report.runs().rows()).hasSize(1);
    assertThat(report.runs().rows().get(0).skew()).contains(new Skew(3, 300, 900, "clicks-2", 900));
    assertThat(report.runs().rows().get(0).total().orElseThrow().messages()).isEqualTo(3);
  }

  @Test
  void aBrokenCommitLogIsAFailure() throws IOException {
    CamusConfig config = config(Map.of());
    new WrittenLog(config).run(at(70), List.of(new Pull("clicks", 0, 0, at(0), 100, 0, 4_000)));
    try (Stream<Path> files = Files.walk(folder.resolve("exec/commits"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
        Files.writeString(file, "torn");
      }
    }

    assertThatThrownBy(() -> report(config, ReportRequest.Kafka.SKIP))
        .isInstanceOf(CamusException.class)
        .hasMessageContaining("00000001.json");
  }
}
