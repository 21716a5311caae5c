package io.camus.repull;

import static io.camus.repull.SmallKafka.bytes;
import static io.camus.repull.SmallKafka.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.digest.SourceDigest;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.ExitCode;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.SourceException;
import io.camus.repull.KafkaReport.Topic;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import io.camus.verify.Violation;
import io.camus.verify.Violation.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two topics, [0,10) and [10,20) of each committed, a record at every even offset. */
class KafkaVerificationTest {
  static final Uuid ID = new Uuid(7, 7);
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-000001");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final MemoryStore store = new MemoryStore(clock);
  private final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty());
  private final CommitLog log =
      new CommitLog(store, layout, RUN, Optional.empty(), clock, new Random(1));
  private final SmallKafka kafka = new SmallKafka();
  private long nanos;

  @BeforeEach
  void pulledOnce() {
    kafka.topic("clicks", 30);
    kafka.topic("orders", 20);
    append(new LogEntry.Opens(RUN, new RunOwner("local", "host", 1, NOW)));
    append(sets("clicks", 0, 0), sets("orders", 0, 0));
    append(commits("clicks", 0, 0, 10), commits("orders", 0, 0, 10));
    append(commits("clicks", 0, 10, 20), commits("orders", 0, 10, 20));
  }

  private void append(LogEntry... entries) {
    log.append(state -> List.of(entries));
  }

  private static LogEntry sets(String topic, int generation, long next) {
    return new LogEntry.Sets(
        new NewPosition(
            partition(topic), new PartitionPosition(ID, generation, next), "as the test wants it"));
  }

  private LogEntry commits(String topic, int generation, long from, long to) {
    SourceDigest digest = new SourceDigest();
    kafka
        .records
        .get(partition(topic))
        .subMap(from, to)
        .forEach((offset, value) -> digest.add(digest.of(offset, null, bytes(value))));
    return commits(topic, generation, from, to, digest.text());
  }

  private static LogEntry commits(String topic, int generation, long from, long to, String digest) {
    OffsetRange range = new OffsetRange(partition(topic), ID, generation, from, to);
    long records = (to - from) / 2;
    DataFile file =
        new DataFile(
            DataFile.Kind.DATA,
            "/exec/staged",
            String.format(Locale.ROOT, "/data/%s/%d", topic, from),
            List.of(new Part(range, records)),
            1,
            0,
            0,
            "crc32c:00000000",
            "sum64:0000000000000000");
    return new LogEntry.Commits(
        RUN,
        0,
        new PulledGroup(
            List.of(
                new PulledRange(
                    range,
                    to,
                    records,
                    Map.of(),
                    0,
                    to - from - records,
                    digest,
                    Optional.empty(),
                    OptionalInt.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty())),
            List.of(file),
            List.of()));
  }

  private KafkaReport compare() {
    return compare(RepullSettings.of(Duration.ofMinutes(1)));
  }

  private KafkaReport compare(RepullSettings settings) {
    return new KafkaVerification(
            store, layout, kafka.catalog(), kafka::open, settings, () -> nanos += 1_000_000_000L)
        .compare((ranges, records) -> {});
  }

  private static Topic topic(KafkaReport report, String name) {
    return report.topics().stream().filter(it -> it.topic().equals(name)).findFirst().orElseThrow();
  }

  private Violation only(Kind kind) {
    List<Violation> violations = compare().violations();
    assertThat(violations).extracting(Violation::kind).containsExactly(kind);
    return violations.get(0);
  }

  @Test
  void whatKafkaStillHoldsIsPulledAgainAndIsTheSame() {
    KafkaReport report = compare();

    assertThat(report.violations()).isEmpty();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(topic(report, "clicks").ranges()).isEqualTo(2);
    assertThat(topic(report, "clicks").compared()).isEqualTo(2);
    assertThat(topic(report, "clicks").records()).isEqualTo(10);
    assertThat(topic(report, "clicks").bytes()).isEqualTo(5 * 7 + 5 * 8);
    assertThat(topic(report, "clicks").incomparable()).isEmpty();
    assertThat(kafka.opened).as("all in one pull").hasSize(1);
    assertThat(kafka.opened.get(0))
        .extracting(OffsetRange::toString)
        .containsExactlyInAnyOrder("clicks-0@[0,20)", "orders-0@[0,20)");
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "50000, 1", "1, 1", "3, 2"})
  void smallerBatchesFindTheSame(int ranges, int partitions) {
    kafka.records.get(partition("orders")).put(12L, "another");
    KafkaReport report = compare(new RepullSettings(Duration.ofMinutes(1), ranges, partitions, 9));

    assertThat(report.compared()).isEqualTo(4);
    assertThat(report.records()).isEqualTo(20);
    assertThat(report.violations())
        .extracting(it -> it.range().orElseThrow().toString())
        .containsExactly("orders-0@[10,20)");
  }

  @Test
  void anotherValueIsAViolationWithItsRangeAndFiles() {
    kafka.records.get(partition("clicks")).put(4L, "value 5");
    Violation violation = only(Kind.OTHER_IN_KAFKA);

    assertThat(violation.range().orElseThrow()).hasToString("clicks-0@[0,10)");
    assertThat(violation.record()).hasValue(3);
    assertThat(violation.meaning()).contains("5 records", "/data/clicks/0");
    assertThat(compare().exitCode()).isEqualTo(ExitCode.DATA);
  }

  @Test
  void aRecordTooManyOrTooFewIsAViolation() {
    kafka.records.get(partition("clicks")).put(5L, "late");
    assertThat(only(Kind.OTHER_IN_KAFKA).meaning()).contains("has 6 records");
    kafka.records.get(partition("clicks")).remove(5L);
    kafka.records.get(partition("clicks")).remove(18L);
    assertThat(only(Kind.OTHER_IN_KAFKA).meaning()).contains("has 4 records");
  }

  @Test
  void aDigestThatWasAlteredInTheLogIsAViolation() {
    append(commits("clicks", 0, 20, 30, "sum64:0123456789abcdef"));

    assertThat(only(Kind.OTHER_IN_KAFKA).range().orElseThrow()).hasToString("clicks-0@[20,30)");
  }

  @Test
  void aRangeThatRetentionHasBegunToTakeCountsAsGone() {
    kafka.earliest.put(partition("clicks"), 1L);
    KafkaReport report = compare();

    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(topic(report, "clicks").compared()).isEqualTo(1);
    assertThat(topic(report, "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.RETENTION, 1L));
  }

  @Test
  void retentionThatOvertakesTheComparisonCostsItsRangesOnly() {
    kafka.whilePulling = () -> kafka.earliest.put(partition("clicks"), 3L);
    KafkaReport report = compare();

    assertThat(report.violations()).isEmpty();
    assertThat(topic(report, "clicks").compared()).as("pulled once more").isEqualTo(1);
    assertThat(topic(report, "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.RETENTION, 1L));
    assertThat(topic(report, "orders").compared()).isEqualTo(2);
  }

  @Test
  void aDifferenceCountsOnlyIfTheRangeIsStillThere() {
    List<Runnable> polls =
        new ArrayList<>(
            List.of(
                () -> kafka.records.get(partition("clicks")).remove(0L),
                () -> {},
                () -> kafka.earliest.put(partition("clicks"), 8L)));
    kafka.whilePulling =
        () -> {
          if (!polls.isEmpty()) {
            polls.remove(0).run();
          }
        };
    KafkaReport report = compare();

    assertThat(report.violations()).isEmpty();
    assertThat(topic(report, "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.RETENTION, 1L));
    assertThat(topic(report, "clicks").compared()).isEqualTo(1);
  }

  @Test
  void aPartitionThatLostItsEndIsToldApart() {
    kafka.ends.put(partition("clicks"), 19L);

    assertThat(topic(compare(), "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.TRUNCATED, 1L));
  }

  @Test
  void topicsThatCannotBeComparedSayWhy() {
    kafka.ids.put("clicks", new Uuid(8, 8));
    kafka.ids.remove("orders");
    KafkaReport report = compare();
    assertThat(topic(report, "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.TOPIC_REPLACED, 2L));
    assertThat(topic(report, "orders").incomparable())
        .isEqualTo(Map.of(Incomparable.TOPIC_GONE, 2L));
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(kafka.opened).as("nothing was pulled").isEmpty();
  }

  @Test
  void rangesThatCompactionHasSparedAreCompared() {
    kafka.policies.put("clicks", "compact,delete");
    kafka.policies.remove("orders");

    KafkaReport report = compare();
    assertThat(topic(report, "clicks").compared()).isEqualTo(2);
    assertThat(topic(report, "orders").compared()).isEqualTo(2);
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void rangesThatCompactionHasThinnedOutAreCounted() {
    kafka.policies.put("clicks", "compact");
    kafka.policies.remove("orders");
    kafka.records.get(partition("clicks")).remove(0L);
    kafka.records.get(partition("clicks")).remove(4L);
    kafka.records.get(partition("orders")).remove(0L);

    KafkaReport report = compare();
    Topic clicks = topic(report, "clicks");
    assertThat(clicks.compared()).isEqualTo(1);
    assertThat(clicks.incomparable()).isEqualTo(Map.of(Incomparable.COMPACTED, 1L));
    assertThat(clicks.thinnedRecords() - clicks.thinnedLeft()).isEqualTo(2);
    assertThat(topic(report, "orders").incomparable())
        .isEqualTo(Map.of(Incomparable.POLICY_UNKNOWN, 1L));
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void compactionExcusesNeitherAnotherRecordNorOneMore() {
    kafka.policies.put("clicks", "compact");
    kafka.policies.put("orders", "compact");
    kafka.records.get(partition("clicks")).put(4L, "another value");
    kafka.records.get(partition("orders")).put(5L, "one more");

    assertThat(compare().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.OTHER_IN_KAFKA, Violation.Kind.OTHER_IN_KAFKA);
  }

  @Test
  void rangesOfEarlierGenerationsSayWhy() {
    append(sets("clicks", 1, 24));
    append(commits("clicks", 1, 24, 30));
    Topic clicks = topic(compare(), "clicks");

    assertThat(clicks.ranges()).isEqualTo(3);
    assertThat(clicks.compared()).isEqualTo(1);
    assertThat(clicks.records()).isEqualTo(3);
    assertThat(clicks.incomparable()).isEqualTo(Map.of(Incomparable.EARLIER_GENERATION, 2L));
  }

  @Test
  void aTopicThatIsMadeAgainMeanwhileIsNotJudged() {
    kafka.records.get(partition("clicks")).put(4L, "of the new topic");
    kafka.replaced.add(partition("clicks"));

    assertThat(topic(compare(), "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.TOPIC_REPLACED, 2L));
  }

  @Test
  void aPartitionThatKafkaDoesNotHandOutIsNotKnownToBeWrong() {
    kafka.broken.put(partition("clicks"), "a corrupt batch");
    Violation violation = only(Kind.UNREADABLE_IN_KAFKA);

    assertThat(violation.range().orElseThrow()).hasToString("clicks-0@[0,10)");
    assertThat(violation.meaning()).contains("a corrupt batch");
    KafkaReport report = compare();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(topic(report, "orders").compared()).isEqualTo(2);
    assertThat(topic(report, "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.UNREADABLE, 2L));
  }

  @Test
  void aPartitionWithoutALeaderIsNotKnownToBeWrong() {
    kafka.earliest.remove(partition("clicks"));
    KafkaReport report = compare();

    assertThat(report.violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.UNREADABLE_IN_KAFKA);
    assertThat(report.exitCode()).isEqualTo(ExitCode.OUTSIDE);
    assertThat(topic(report, "clicks").incomparable())
        .isEqualTo(Map.of(Incomparable.NO_LEADER, 2L));
  }

  @Test
  void kafkaThatHandsOutNothingIsNotWaitedForForEver() {
    kafka.silent = true;

    assertThatThrownBy(this::compare)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no record arrived for 60000 ms")
        .hasMessageContaining("-0@0");
  }

  @Test
  void aRecordThatIsLostIsLeftToTheVerificationOfTheLog() throws Exception {
    store.delete(new StorePath("/exec/commits/00000000000000000/00000000000000000003.json"));

    assertThat(topic(compare(), "clicks").compared()).isEqualTo(1);
  }

  @Test
  void anEmptyLogIsFine() {
    KafkaReport report =
        new KafkaVerification(
                new MemoryStore(clock),
                layout,
                kafka.catalog(),
                kafka::open,
                RepullSettings.of(Duration.ofMinutes(1)),
                () -> 0)
            .compare((ranges, records) -> {});

    assertThat(report.topics()).isEmpty();
    assertThat(report.exitCode()).isEqualTo(ExitCode.OK);
  }
}
