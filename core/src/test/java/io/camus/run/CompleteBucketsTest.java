package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camus.commit.CommitLog;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.complete.ClosedBuckets;
import io.camus.complete.Completeness;
import io.camus.complete.CompletionQuery;
import io.camus.format.Lines;
import io.camus.model.BucketMarker;
import io.camus.model.Completion.LateMarker;
import io.camus.model.ExitCode;
import io.camus.model.OpenTransaction;
import io.camus.model.Problem.Severity;
import io.camus.report.RunSummary;
import io.camus.spi.StorePath;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.Violation;
import io.camus.wire.MarkerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that close buckets (docs/protocol.md, "Complete buckets"). */
class CompleteBucketsTest {
  private World world;
  private int records;

  /** 14:05:59, with records of the hour before. */
  @BeforeEach
  void setUp() throws IOException {
    world = new World();
    world.trackBuckets();
    produce(0, Duration.ofMinutes(30));
    produce(1, Duration.ofMinutes(20));
  }

  private void produce(int partition, Duration age) {
    world.produce("a.b", partition, world.clock.millis() - age.toMillis(), "record " + records++);
  }

  private void runAfter(Duration time) {
    world.clock.move(time);
    world.run(world.store, LiveRuns.RESPECT);
    new Invariants(world).checkAlways();
  }

  private static StorePath path(int hour) {
    return new StorePath("/data/a.b/hourly/2026/11/22/" + hour + "/" + World.MARKER);
  }

  private Optional<BucketMarker> marker(int hour) throws IOException {
    StorePath path = path(hour);
    return world.store.stat(path).isEmpty()
        ? Optional.empty()
        : Optional.of(MarkerFile.read(world.store.open(path), path.value()));
  }

  @Test
  void anHourIsCompleteOnceItHasSettled() throws IOException {
    runAfter(Duration.ZERO);
    assertThat(marker(13)).isEmpty();
    runAfter(Duration.ofMinutes(5));
    assertThat(marker(13).orElseThrow())
        .satisfies(
            marker -> {
              assertThat(marker.topic()).isEqualTo("a.b");
              assertThat(marker.begin()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
              assertThat(marker.end()).isEqualTo(Instant.parse("2026-11-22T14:00:00Z"));
              assertThat(marker.records()).isEqualTo(2);
              assertThat(marker.files()).isEqualTo(2);
              assertThat(marker.lateRecords()).isZero();
              assertThat(marker.seen().ends()).containsEntry(0, 1L).containsEntry(1, 1L);
              assertThat(marker.settle()).isEqualTo(World.SETTLE);
            });
    world.checkAll();
  }

  @Test
  void aRunThatHasNothingToDoWritesNoRecordTwice() throws IOException {
    runAfter(Duration.ofMinutes(5));
    int files = world.ground.files().size();
    runAfter(Duration.ofMinutes(1));
    assertThat(world.ground.files()).hasSize(files);
  }

  @Test
  void lateRecordsRenewTheMarker() throws IOException {
    runAfter(Duration.ofMinutes(5));
    produce(0, Duration.ofMinutes(40));
    produce(1, Duration.ofMinutes(41));
    runAfter(Duration.ofMinutes(1));
    assertThat(marker(13).orElseThrow())
        .satisfies(
            marker -> {
              assertThat(marker.records()).isEqualTo(4);
              assertThat(marker.lateRecords()).isEqualTo(2);
              assertThat(marker.lateFiles()).isEqualTo(2);
            });
    world.checkAll();
  }

  @Test
  void aMarkerThatWasCopiedFromAnotherHourIsAStrayFile() throws IOException {
    produce(0, Duration.ofMinutes(100));
    runAfter(Duration.ofMinutes(5));
    StorePath copied = path(12);
    world.store.delete(copied);
    world.ground.write(copied, world.store.files().get(path(13)));
    assertThat(
            new Verification(
                    world.ground.store(),
                    world.layout,
                    Verification.Settings.of(Depth.NAMES, Lines.readers("\n")))
                .verify()
                .violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Violation.Kind.STRAY_FILE);
              assertThat(violation.file()).contains(copied.value());
            });
  }

  @Test
  void aMarkerWithOtherNumbersThanItsRecordIsWrong(@TempDir Path folder) throws Exception {
    runAfter(Duration.ofMinutes(5));
    produce(0, Duration.ofMinutes(40));
    runAfter(Duration.ofMinutes(1));
    assertThat(check(folder.resolve("sound"))).isEmpty();
    String marker = new String(world.store.files().get(path(13)), StandardCharsets.UTF_8);
    assertThat(marker).contains("\"records\":3,\"lateFiles\":1,\"lateRecords\":1");

    world.store.delete(path(13));
    world.ground.write(
        path(13),
        marker.replace("\"records\":3", "\"records\":4").getBytes(StandardCharsets.UTF_8));
    assertThat(
            new Verification(
                    world.ground.store(),
                    world.layout,
                    Verification.Settings.of(Depth.NAMES, Lines.readers("\n")))
                .verify()
                .violations())
        .singleElement()
        .satisfies(it -> assertThat(it.kind()).isEqualTo(Violation.Kind.WRONG_MARKER));
    assertThat(check(folder.resolve("wrong")))
        .isEqualTo("MARKER " + path(13).value() + ": it differs from its record in records\n");
  }

  /** What the program of the examples finds in a copy of the store. */
  private String check(Path copy) throws Exception {
    for (Map.Entry<StorePath, byte[]> file : world.store.files().entrySet()) {
      // The program knows segments of 1,000 records only.
      String path =
          file.getKey().value().replaceFirst("/commits/\\d+/", "/commits/00000000000000000/");
      Path target = copy.resolve(path.substring(1));
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  "../examples/checker/check.py",
                  "/camus/exec",
                  "/camus/history",
                  "/data",
                  "--root",
                  copy.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "python3 is not on this machine");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void lateRecordsWithdrawTheMarkerIfWanted() throws IOException {
    late(LateMarker.WITHDRAW, false);
    runAfter(Duration.ofMinutes(5));
    assertThat(marker(13)).isPresent();
    for (int late = 0; late < 2; late++) {
      produce(0, Duration.ofMinutes(40));
      runAfter(Duration.ofMinutes(1));
      assertThat(marker(13)).isEmpty();
    }
  }

  private void late(LateMarker late, boolean separate) {
    var usual = world.completeness;
    world.completeness =
        topic ->
            usual
                .apply(topic)
                .map(
                    it ->
                        new Completeness(
                            it.directory(),
                            it.partitioner(),
                            it.settle(),
                            it.marker(),
                            late,
                            separate,
                            it.tiers()));
  }

  @Test
  void lateRecordsGetADirectoryOfTheirOwnIfWanted() throws IOException {
    late(LateMarker.RENEW, true);
    runAfter(Duration.ofMinutes(5));
    BucketMarker before = marker(13).orElseThrow();
    produce(0, Duration.ofMinutes(40));
    produce(0, Duration.ofMinutes(2));
    world.clock.move(Duration.ofMinutes(1));
    assertThat(world.run(world.store, LiveRuns.RESPECT).completeness())
        .singleElement()
        .satisfies(topic -> assertThat(topic.late()).isOne());
    assertThat(marker(13)).contains(before);
    assertThat(
            world.ground.files().keySet().stream()
                .map(StorePath::value)
                .filter(path -> path.startsWith("/data/a.b/late/")))
        .containsExactly("/data/a.b/late/hourly/2026/11/22/13/a.b+0+1+2+1.txt");
    runAfter(Duration.ofMinutes(60));
    assertThat(marker(14).orElseThrow().records()).isEqualTo(1);
    world.checkAll();
  }

  @Test
  void recordsBehindAnOpenTransactionKeepTheirHourOpen() throws IOException {
    TopicPartition partition = new TopicPartition("a.b", 0);
    produce(0, Duration.ofMinutes(15));
    world.kafka.begin(partition, transaction());
    runAfter(Duration.ofMinutes(5));
    assertThat(marker(13)).isEmpty();
    world.kafka.end(partition);
    runAfter(Duration.ofMinutes(1));
    assertThat(marker(13).orElseThrow().records()).isEqualTo(3);
    world.checkAll();
  }

  private static OpenTransaction transaction() {
    return new OpenTransaction(7, 0, 1, Optional.empty(), new OpenTransaction.Unknown());
  }

  @Test
  void recordsThatRetentionDeletedLeaveTheirHourWithoutAMarker() throws IOException {
    runAfter(Duration.ZERO);
    produce(0, Duration.ofMinutes(15));
    produce(0, Duration.ofMinutes(2));
    world.kafka.retain(new TopicPartition("a.b", 0), 2);
    world.clock.move(Duration.ofMinutes(5));
    world.runMovingOn();
    assertThat(marker(13)).isEmpty();
    world.clock.move(Duration.ofMinutes(60));
    world.runMovingOn();
    assertThat(marker(14)).as("it began before the loss").isEmpty();
    produce(0, Duration.ofMinutes(2));
    world.clock.move(Duration.ofMinutes(60));
    world.runMovingOn();
    assertThat(marker(15).orElseThrow().records()).isEqualTo(1);
  }

  @Test
  void aTopicThatWasPulledBeforeIsJudgedFromNowOn() throws IOException {
    var wanted = world.completeness;
    world.completeness = topic -> Optional.empty();
    runAfter(Duration.ZERO);
    world.completeness = wanted;
    produce(0, Duration.ofMinutes(1));
    runAfter(Duration.ofMinutes(5));
    runAfter(Duration.ofMinutes(60));
    assertThat(List.of(marker(13), marker(14))).containsOnly(Optional.empty());
    produce(0, Duration.ofMinutes(1));
    runAfter(Duration.ofMinutes(60));
    assertThat(marker(15)).isPresent();
    world.completeness = topic -> Optional.empty();
    produce(0, Duration.ofMinutes(1));
    runAfter(Duration.ZERO);
    runAfter(Duration.ofMinutes(60));
    assertThat(marker(16)).isEmpty();
  }

  private RunSummary runCounting(Duration time, Predicate<World.Produced> except) {
    world.publishCounts(World.TIER, except);
    world.clock.move(time);
    RunSummary summary = world.run(world.store, LiveRuns.RESPECT);
    new Invariants(world).checkAlways();
    return summary;
  }

  @Test
  void anHourStaysOpenUntilATierHasCountedWhatTheBrokersHeld() throws IOException {
    world.balance(World.TIER);
    world.trackBuckets();
    RunSummary open =
        runCounting(Duration.ofMinutes(5), it -> it.at().partition().partition() == 1);
    assertThat(marker(13)).isEmpty();
    assertThat(state("2026-11-22T13:30:00Z")).isEqualTo(CompletionQuery.State.OPEN);
    assertThat(open.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(open.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.message())
                  .contains(
                      "2026-11-22T13:40:00Z: unknown (tier producer has no counts, the brokers held"
                          + " 1)");
            });

    produce(0, Duration.ofMinutes(1));
    assertThat(
            runCounting(Duration.ofHours(1), it -> it.at().partition().partition() == 1)
                .completeness()
                .get(0)
                .heldOpen())
        .isPresent();
    assertThat(marker(14)).as("later hours wait").isEmpty();

    RunSummary closed = runCounting(Duration.ofMinutes(1), it -> false);
    assertThat(closed.problems()).isEmpty();
    assertThat(marker(13).orElseThrow().tiers()).containsExactly(World.TIER);
    assertThat(marker(13).orElseThrow().records()).isEqualTo(2);
    assertThat(marker(14).orElseThrow().records()).isEqualTo(1);
    world.checkAll();
  }

  @Test
  void anEmptyHourStaysOpenIfATierCountedMessages() throws IOException {
    world.balance(World.TIER);
    world.trackBuckets();
    runCounting(Duration.ofMinutes(5), it -> false);
    assertThat(marker(13)).isPresent();
    long lost = Instant.parse("2026-11-22T14:20:00Z").toEpochMilli();
    world.clock.move(Duration.ofMinutes(60));
    world.published.put(new World.TierCount(World.TIER, "a.b", lost), 7L);
    RunSummary summary = world.run(world.store, LiveRuns.RESPECT);
    assertThat(summary.problems().get(0).message())
        .contains("2026-11-22T14:20:00Z: missing 7 (tier producer counted 7, the brokers held 0)");
    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.OPEN);

    world.published.keySet().removeIf(it -> it.beginMillis() == lost);
    world.run(world.store, LiveRuns.RESPECT);
    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
  }

  @Test
  void hoursOfWhichRecordsMayBeMissingNeedNotBalance() throws IOException {
    world.balance(World.TIER);
    world.trackBuckets();
    runCounting(Duration.ZERO, it -> false);
    produce(0, Duration.ofMinutes(15));
    produce(0, Duration.ofMinutes(2));
    world.kafka.retain(new TopicPartition("a.b", 0), 2);
    world.publishCounts(World.TIER, it -> false);
    world.clock.move(Duration.ofMinutes(65));
    world.runMovingOn();
    assertThat(state("2026-11-22T13:30:00Z")).isEqualTo(CompletionQuery.State.UNPROVEN);
    produce(0, Duration.ofMinutes(2));
    runCounting(Duration.ofHours(2), it -> false);
    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.UNPROVEN);
    assertThat(state("2026-11-22T16:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
  }

  @Test
  void recordsOfMoreThanAWeekBeforeTheFirstRunAreNotJudged() throws IOException {
    produce(0, Duration.ofDays(8));
    world.balance(World.TIER);
    world.trackBuckets();
    RunSummary summary = runCounting(Duration.ofMinutes(5), it -> it.eventMillis() < 0);
    assertThat(summary.completeness().get(0).unproven()).isOne();
    assertThat(marker(13)).isPresent();
  }

  /** The state of a bucket, by both ways to ask for it. */
  private CompletionQuery.State state(String time) throws IOException {
    LogReader log = new LogReader(world.store, world.layout);
    LogState newest = CommitLog.read(world.store, world.layout);
    Completeness rules = world.completeness.apply("a.b").orElseThrow();
    CompletionQuery.Answer answer =
        new CompletionQuery(log, rules).of("a.b", Instant.parse(time), newest);
    ClosedBuckets closed = new ClosedBuckets();
    log.readAfter(0, closed);
    assertThat(
            closed.state(rules, "a.b", newest.trackers().of("a.b"), answer.begin(), answer.end()))
        .contains(answer.state());
    return answer.state();
  }

  @Test
  void whatWasProvenStaysProvenWhenTrackingBeginsAgain() throws IOException {
    assertThat(CommitLog.read(world.store, world.layout).trackers().topics()).isEmpty();
    runAfter(Duration.ofMinutes(5));
    assertThat(state("2026-11-22T13:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.OPEN);
    var wanted = world.completeness;
    world.completeness = topic -> Optional.empty();
    produce(0, Duration.ofMinutes(1));
    runAfter(Duration.ZERO);
    world.completeness = wanted;
    assertThat(state("2026-11-22T13:30:00Z")).isEqualTo(CompletionQuery.State.UNTRACKED);
    produce(0, Duration.ofMinutes(40));
    runAfter(Duration.ofMinutes(1));
    runAfter(Duration.ofMinutes(60));
    assertThat(state("2026-11-22T13:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.UNPROVEN);
  }

  @Test
  void anEmptyHourThatWasCompleteStaysCompleteAfterAPositionIsSet() throws IOException {
    runAfter(Duration.ofMinutes(5));
    runAfter(Duration.ofHours(1));
    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
    produce(0, Duration.ofMinutes(2));
    produce(0, Duration.ofMinutes(1));
    world.kafka.retain(new TopicPartition("a.b", 0), 2);
    world.runMovingOn();
    world.clock.move(Duration.ofHours(2));
    world.runMovingOn();

    assertThat(state("2026-11-22T14:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
    assertThat(state("2026-11-22T15:30:00Z")).isEqualTo(CompletionQuery.State.UNPROVEN);
    assertThat(state("2026-11-22T16:30:00Z")).isEqualTo(CompletionQuery.State.COMPLETE);
  }

  @Test
  void anotherFileOfTheMarkersNameIsKeptAndReported() throws IOException {
    StorePath path = path(13);
    world.ground.write(path, new byte[] {'x'});
    world.clock.move(Duration.ofMinutes(5));
    RunSummary summary = world.run(world.store, LiveRuns.RESPECT);
    assertThat(summary.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo(path.value());
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.message()).contains("another file", "move the file away");
            });
    assertThat(summary.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(world.store.stat(path).orElseThrow().length()).isEqualTo(1);
    produce(0, Duration.ofMinutes(1));
    world.clock.move(Duration.ofMinutes(60));
    world.run(world.store, LiveRuns.RESPECT);
    assertThat(marker(14)).as("the next hour").isPresent();
  }
}
