package io.camus.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.Layout;
import io.camus.config.FileScope;
import io.camus.config.LineBreakPolicy;
import io.camus.config.NullValuePolicy;
import io.camus.count.Counting;
import io.camus.decode.AuditFields;
import io.camus.decode.EventTimeRule;
import io.camus.decode.FieldPath;
import io.camus.decode.JsonDecoder;
import io.camus.decode.TextDecoder;
import io.camus.digest.ContentDigest;
import io.camus.digest.SourceDigest;
import io.camus.format.Lines;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.EventTimes;
import io.camus.model.LeftOut;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PlannedRange.Begin;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.Rewritten;
import io.camus.model.RunId;
import io.camus.model.SchemaUnavailableException;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.partition.DatePartitioner;
import io.camus.spi.Decoder;
import io.camus.spi.StorePath;
import io.camus.staging.OpenLimits;
import io.camus.store.CountingStore;
import io.camus.store.MemoryStore;
import io.camus.time.TimestampFormats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TaskAttemptTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  private static final long HOUR = 3_600_000;
  private static final long T = NOW.toEpochMilli() - 5 * HOUR;
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-000001");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final MemoryStore memory = new MemoryStore(clock);
  private final CountingStore store = new CountingStore(memory);
  private final Layout layout =
      new Layout(
          new StorePath("/exec"),
          new StorePath("/history"),
          new StorePath("/data"),
          Optional.empty());
  private final ScriptedSource source = new ScriptedSource();

  private PullLimits limits =
      new PullLimits(
          Optional.empty(), Optional.empty(), Optional.empty(), NOW, Duration.ofMinutes(1));
  private NullValuePolicy nullValues = NullValuePolicy.DEAD_LETTER;
  private Decoder decoder = text();
  private int openFiles = 3;
  private long openBytes = Long.MAX_VALUE;
  private long waitingBytes = 1 << 20;
  private FileScope filesPer = FileScope.PARTITION;
  private long targetBytes = Long.MAX_VALUE;
  private long nanos;
  private long nanosAPoll;
  private boolean cancelled;
  private boolean cancelAtMerge;
  private List<String> notices;
  private long progress;
  private final List<String> quiet = new ArrayList<>();

  private static Decoder text() {
    return new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE);
  }

  private static OffsetRange range(String topic, int partition, long from, long to) {
    return new OffsetRange(new TopicPartition(topic, partition), new Uuid(1, 1), 0, from, to);
  }

  private List<PulledGroup> pull(OffsetRange... ranges) throws IOException, InterruptedException {
    return pull(Stream.of(ranges).map(PlannedRange::of).toList());
  }

  private List<PulledGroup> pull(List<PlannedRange> planned)
      throws IOException, InterruptedException {
    TaskAttempt attempt =
        new TaskAttempt(
            store,
            layout,
            new TaskAttempt.Settings(
                limits,
                new OpenLimits(openFiles, openBytes, waitingBytes),
                Optional.of(new Counting(Duration.ofMinutes(10), it -> false, 10_000)),
                0),
            topic ->
                Generous.topic(
                    decoder,
                    DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                    layout.destination().child(topic),
                    Lines.TEXT,
                    nullValues,
                    filesPer,
                    targetBytes),
            source::open,
            clock,
            () -> nanos += nanosAPoll);
    TaskManifest manifest =
        attempt.pull(RUN, new Split(0, planned, Map.of()), "attempt", new Progress());
    notices = manifest.notices();
    assertThat(manifest.groups().stream().mapToInt(group -> group.ranges().size()).sum())
        .isEqualTo(planned.size());
    return manifest.groups();
  }

  private static PulledRange only(PulledGroup group) {
    assertThat(group.ranges()).hasSize(1);
    return group.ranges().get(0);
  }

  private final class Progress implements TaskProgress {
    @Override
    public void pulled(long records, long bytes) {
      progress += records;
      cancelled |= cancelAtMerge && records == 0;
    }

    @Override
    public void quiet(String what) {
      quiet.add(what);
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }

  /** Records at consecutive offsets, a minute apart. */
  private void records(int range, long from, long to) {
    source.poll(
        visitor -> {
          for (long offset = from; offset < to; offset++) {
            source.record(visitor, range, offset, T + offset * 60_000, "value " + offset);
          }
          visitor.position(range, to);
        });
  }

  @Test
  void recordsBehindTheEndAreNoProgress() throws IOException, InterruptedException {
    records(0, 0, 40);

    pull(range("clicks", 0, 0, 25));

    assertThat(progress).isEqualTo(25);
  }

  @Test
  void theLeaderEpochOfTheLastOffsetIsKept() throws IOException, InterruptedException {
    source.poll(
        visitor -> {
          visitor.leaderEpoch(0, 0, 4);
          source.record(visitor, 0, 0, T, "a");
          visitor.leaderEpoch(0, 1, 6);
          source.record(visitor, 0, 1, T, "b");
          visitor.leaderEpoch(0, 2, 7);
          source.record(visitor, 0, 2, T, "of the next run");
          visitor.position(0, 3);
          visitor.leaderEpoch(1, 0, 4);
          source.record(visitor, 1, 0, T, "a");
          visitor.leaderEpoch(1, 1, 5);
          visitor.broken(1, ScriptedSource.fault("before the first record of epoch 5"));
        });
    source.poll(visitor -> visitor.position(1, 1));
    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 2), range("clicks", 1, 0, 9));

    assertThat(only(pulled.get(0)).leaderEpoch()).hasValue(6);
    assertThat(only(pulled.get(1)).range().to()).isEqualTo(1);
    assertThat(only(pulled.get(1)).leaderEpoch()).hasValue(4);
  }

  private static Decoder json(boolean required) {
    return new JsonDecoder(
        Lines.BREAK,
        new EventTimeRule(
            List.of(FieldPath.parse("when")),
            TimestampFormats.parse("ISO-8601", ZoneOffset.UTC),
            required),
        new AuditFields(List.of(), List.of()));
  }

  private void someTimes() {
    source.poll(
        visitor -> {
          source.record(visitor, 0, 0, T, "{\"when\":\"2026-11-22 14:13:05 UTC\"}");
          source.record(visitor, 0, 1, T, "{\"when\":\"22.11.2026\"}");
          source.record(visitor, 0, 2, T, "{}");
          source.record(visitor, 0, 3, T, "{\"when\":\"1970-01-21\"}");
          visitor.position(0, 4);
        });
  }

  @Test
  void whereEventTimesComeFromIsCounted() throws IOException, InterruptedException {
    decoder = json(false);
    someTimes();

    assertThat(pull(range("clicks", 0, 0, 4)).get(0).eventTimes())
        .contains(
            new EventTimes(
                Map.of("when", 2L),
                0,
                1,
                1,
                1,
                0,
                Optional.of(new EventTimes.Sample("clicks-0@1", "when = \"22.11.2026\"")),
                Optional.of(new EventTimes.Sample("clicks-0@3", "1970-01-21T00:00:00Z"))));
  }

  @Test
  void aRequiredEventTimeThatIsNotThereIsADeadLetter() throws IOException, InterruptedException {
    decoder = json(true);
    someTimes();
    PulledGroup pulled = pull(range("clicks", 0, 0, 4)).get(0);

    assertThat(only(pulled).rejected()).isEqualTo(Map.of(RejectionCause.NO_EVENT_TIME, 2L));
    assertThat(pulled.written()).isEqualTo(2);
    assertThat(pulled.eventTimes().orElseThrow().replaced()).isZero();
  }

  @Test
  void timesThatAHistoryLimitLeavesOutAreCountedToo() throws IOException, InterruptedException {
    decoder = json(false);
    limits =
        new PullLimits(
            Optional.empty(), Optional.empty(), Optional.of(NOW), NOW, Duration.ofMinutes(1));
    someTimes();
    PulledGroup pulled = pull(range("clicks", 0, 0, 4)).get(0);

    assertThat(pulled.skipped()).isPositive();
    assertThat(pulled.eventTimes().orElseThrow().january1970()).isEqualTo(1);
    assertThat(pulled.leftOut()).allMatch(row -> row.reason() == LeftOut.Reason.HISTORY_LIMIT);
    assertThat(pulled.leftOut().stream().mapToLong(LeftOut::count).sum())
        .isEqualTo(pulled.skipped());
    assertThat(pulled.leftOut())
        .as("in the window of its event time, 1970-01-21")
        .contains(
            new LeftOut(0, LeftOut.Reason.HISTORY_LIMIT, OptionalLong.of(1_728_000_000L), 3, 3, 1));
  }

  @Test
  void everyOffsetIsAccountedFor() throws IOException, InterruptedException {
    nullValues = NullValuePolicy.SKIP;
    source.poll(
        visitor -> {
          source.record(visitor, 0, 10, T, "good");
          source.record(visitor, 0, 12, T, null);
          source.record(visitor, 0, 13, T, "\u00ff");
          source.record(visitor, 0, 14, T + HOUR, "good");
          visitor.position(0, 17);
        });
    PulledGroup pulled = pull(range("clicks", 0, 10, 17)).get(0);
    assertThat(pulled.written()).isEqualTo(2);
    assertThat(pulled.skipped()).isEqualTo(1);
    assertThat(only(pulled).rejected()).isEqualTo(Map.of(RejectionCause.MALFORMED, 1L));
    assertThat(only(pulled).absent()).isEqualTo(3);
    OptionalLong window = OptionalLong.of(T / 600_000 * 600_000);
    assertThat(pulled.leftOut())
        .as("in the windows of Kafka's time")
        .containsExactly(
            new LeftOut(0, LeftOut.Reason.MALFORMED, window, 13, 13, 1),
            new LeftOut(0, LeftOut.Reason.NULL_VALUE, window, 12, 12, 1));
    assertThat(only(pulled).unfinished()).isEmpty();
    assertThat(pulled.files())
        .extracting(DataFile::destination)
        .containsExactlyInAnyOrder(
            "/data/clicks/hourly/2026/11/22/09/clicks+0+10+11+1.txt",
            "/data/clicks/hourly/2026/11/22/10/clicks+0+14+15+1.txt",
            layout.deadLetters(RUN) + "/errors+clicks+0+13+14+1.avro");
  }

  @Test
  void theSourceDigestIsThatOfEveryRecordOfTheRangeWrittenRejectedOrSkipped()
      throws IOException, InterruptedException {
    nullValues = NullValuePolicy.SKIP;
    List<String> values = new ArrayList<>(List.of("good", "\u00ff", "good"));
    values.add(null);
    source.poll(
        visitor -> {
          for (int i = 0; i < values.size(); i++) {
            source.record(visitor, 0, 10 + 2 * i, T, values.get(i));
          }
          source.record(visitor, 0, 20, T, "not of this range");
          visitor.position(0, 21);
        });
    SourceDigest expected = new SourceDigest();
    for (int i = 0; i < values.size(); i++) {
      ByteBuffer value =
          values.get(i) == null
              ? null
              : ByteBuffer.wrap(values.get(i).getBytes(StandardCharsets.ISO_8859_1));
      expected.add(expected.of(10 + 2 * i, null, value));
    }

    PulledGroup pulled = pull(range("clicks", 0, 10, 20)).get(0);
    assertThat(only(pulled).records()).isEqualTo(4);
    assertThat(only(pulled).sourceDigest()).contains(expected.text());
  }

  @Test
  void writtenRecordsWithLineBreaksAreCountedByWhatBecameOfThem()
      throws IOException, InterruptedException {
    decoder = new TextDecoder(Lines.BREAK, LineBreakPolicy.TRIM);
    SourceDigest asKafkaHasThem = new SourceDigest();
    List<String> values = List.of("plain", "a\nb", "c\r", "\u00ff\n", "d\re\n");
    source.poll(
        visitor -> {
          for (int i = 0; i < values.size(); i++) {
            source.record(visitor, 0, i, T, values.get(i));
          }
          visitor.position(0, values.size());
        });
    for (int i = 0; i < values.size(); i++) {
      byte[] value = values.get(i).getBytes(StandardCharsets.ISO_8859_1);
      asKafkaHasThem.add(asKafkaHasThem.of(i, null, ByteBuffer.wrap(value)));
    }
    ContentDigest asWritten = new ContentDigest();
    for (String line : List.of("plain", "a\u240Ab", "c", "d\u240De")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      asWritten.add(bytes, 0, bytes.length);
    }

    PulledGroup pulled = pull(range("clicks", 0, 0, values.size())).get(0);

    assertThat(only(pulled).rewritten()).contains(new Rewritten(2, 2, 0));
    assertThat(only(pulled).rejectedRecords()).isEqualTo(1);
    assertThat(only(pulled).sourceDigest()).isEqualTo(asKafkaHasThem.text());
    assertThat(pulled.files().get(0).contentDigest()).isEqualTo(asWritten.text());
  }

  @Test
  void aFilesContentDigestIsThatOfItsRecordsWithoutDelimiters()
      throws IOException, InterruptedException {
    records(0, 0, 2);
    ContentDigest expected = new ContentDigest();
    for (String value : List.of("value 0", "value 1")) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      expected.add(bytes, 0, bytes.length);
    }

    assertThat(pull(range("clicks", 0, 0, 2)).get(0).files())
        .singleElement()
        .satisfies(file -> assertThat(file.contentDigest()).contains(expected.text()));
  }

  @Test
  void recordsAtAndAfterTheEndAreNotOurs() throws IOException, InterruptedException {
    records(0, 0, 10);
    PulledGroup pulled = pull(range("clicks", 0, 0, 4)).get(0);
    assertThat(pulled.written()).isEqualTo(4);
    assertThat(only(pulled).range().to()).isEqualTo(4);
  }

  @Test
  void aRangeOfHolesOnlyEndsByItsPosition() throws IOException, InterruptedException {
    source.poll(visitor -> visitor.position(0, 5));
    PulledGroup pulled = pull(range("clicks", 0, 0, 5)).get(0);
    assertThat(only(pulled).absent()).isEqualTo(5);
    assertThat(pulled.files()).isEmpty();
  }

  @Test
  void theErrorsFileIsThereAlsoWhenNothingWasRejected() throws IOException, InterruptedException {
    records(0, 0, 1);
    pull(range("clicks", 0, 0, 1));
    assertThat(memory.files().keySet())
        .extracting(StorePath::name)
        .contains("errors-00000.avro", "counts-00000.json", "offsets-00000.json");
  }

  @Test
  void nullValuesBecomeDeadLettersUnlessTheyAreSkipped() throws IOException, InterruptedException {
    source.poll(
        visitor -> {
          source.record(visitor, 0, 0, T, null);
          visitor.position(0, 1);
        });
    PulledGroup pulled = pull(range("clicks", 0, 0, 1)).get(0);
    assertThat(only(pulled).rejected()).isEqualTo(Map.of(RejectionCause.NULL_VALUE, 1L));
    assertThat(pulled.files())
        .extracting(DataFile::kind)
        .containsExactly(DataFile.Kind.DEAD_LETTER);
  }

  @Test
  void recordsBeforeTheHistoryLimitAreCountedAsSkipped() throws IOException, InterruptedException {
    limits =
        new PullLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.ofEpochMilli(T + 3 * 60_000)),
            NOW,
            Duration.ofMinutes(1));
    records(0, 0, 5);
    PulledGroup pulled = pull(range("clicks", 0, 0, 5)).get(0);
    assertThat(pulled.skipped()).isEqualTo(3);
    assertThat(pulled.written()).isEqualTo(2);
  }

  @Test
  void theSpanLimitKeepsThePrefix() throws IOException, InterruptedException {
    limits =
        new PullLimits(
            Optional.of(Duration.ofMinutes(10)),
            Optional.empty(),
            Optional.empty(),
            NOW,
            Duration.ofMinutes(1));
    records(0, 0, 100);
    PulledGroup pulled = pull(range("clicks", 0, 0, 100)).get(0);
    // Median of the first three is minute 1; minutes 12, 13 and 14 lie behind minute 11.
    assertThat(only(pulled).range()).isEqualTo(range("clicks", 0, 0, 14));
    assertThat(pulled.written()).isEqualTo(14);
    assertThat(only(pulled).plannedTo()).isEqualTo(100);
    assertThat(only(pulled).unfinished()).map(Unfinished::reason).contains(Reason.LIMIT);
  }

  @Test
  void theTimeLimitStopsEveryRangeWhereItIs() throws IOException, InterruptedException {
    limits =
        new PullLimits(
            Optional.empty(),
            Optional.of(Duration.ofSeconds(3)),
            Optional.empty(),
            NOW,
            Duration.ofMinutes(1));
    nanosAPoll = 1_000_000_000;
    records(0, 0, 3);
    records(1, 0, 2);
    records(0, 3, 5);
    records(0, 5, 9);
    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 9), range("clicks", 1, 0, 2));
    assertThat(only(pulled.get(0)).range().to()).isEqualTo(5);
    assertThat(only(pulled.get(0)).unfinished()).map(Unfinished::reason).contains(Reason.LIMIT);
    assertThat(only(pulled.get(1)).unfinished()).isEmpty();
  }

  @Test
  void aRangeThatDoesNotMoveIsLeftWithItsPrefix() throws IOException, InterruptedException {
    nanosAPoll = Duration.ofSeconds(20).toNanos();
    records(0, 0, 3);
    PulledGroup pulled = pull(range("clicks", 0, 0, 9)).get(0);
    assertThat(only(pulled).range().to()).isEqualTo(3);
    assertThat(only(pulled).unfinished())
        .hasValueSatisfying(
            why -> {
              assertThat(why.reason()).isEqualTo(Reason.FAULT);
              assertThat(why.message())
                  .contains("camus.pull.stall.timeout.ms")
                  .endsWith("broker of range 0");
            });
  }

  @Test
  void aRangeThatDoesNotMoveIsToldUntilItDoes() throws IOException, InterruptedException {
    nanosAPoll = Duration.ofSeconds(7).toNanos();
    records(0, 0, 1);
    records(1, 0, 1);
    records(1, 1, 2);
    records(1, 2, 3);
    records(0, 1, 2);
    records(1, 3, 4);
    records(0, 2, 3);

    pull(range("clicks", 0, 0, 3), range("clicks", 1, 0, 4));

    assertThat(quiet).containsExactly("no data for 21 s from clicks-0 (broker of range 0)", "");
  }

  @Test
  void aBrokenRangeKeepsItsPrefixAndTheOthersGoOn() throws IOException, InterruptedException {
    records(0, 0, 3);
    source.poll(visitor -> visitor.broken(0, ScriptedSource.fault("lost")));
    records(1, 0, 4);
    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 9), range("views", 0, 0, 4));
    assertThat(only(pulled.get(0)).range().to()).isEqualTo(3);
    assertThat(only(pulled.get(0)).unfinished()).contains(ScriptedSource.fault("lost"));
    assertThat(only(pulled.get(1)).unfinished()).isEmpty();
    assertThat(pulled.get(1).written()).isEqualTo(4);
  }

  @Test
  void aRegistryThatIsGoneInTheMiddleKeepsThePrefixAndTheOtherTopicsGoOn()
      throws IOException, InterruptedException {
    Decoder texts = text();
    decoder =
        record -> {
          if (record.topic().equals("clicks") && record.offset() == 2) {
            throw new SchemaUnavailableException("registry is down");
          }
          return texts.decode(record);
        };
    records(0, 0, 5);
    records(1, 0, 5);
    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 5), range("views", 0, 0, 5));
    assertThat(only(pulled.get(0)).range().to()).isEqualTo(2);
    assertThat(pulled.get(0).written()).isEqualTo(2);
    assertThat(only(pulled.get(0)).unfinished()).contains(ScriptedSource.fault("registry is down"));
    assertThat(pulled.get(1).written()).isEqualTo(5);
  }

  @Test
  void nothingIsTakenFromATopicThatWasReplacedMeanwhile() throws IOException, InterruptedException {
    records(0, 0, 5);
    records(1, 0, 5);
    source.replaceTopic(0);
    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 5), range("views", 0, 0, 5));
    assertThat(only(pulled.get(0)).range().length()).isZero();
    assertThat(pulled.get(0).files()).isEmpty();
    assertThat(only(pulled.get(0)).unfinished())
        .map(Unfinished::reason)
        .contains(Reason.TOPIC_GONE);
    assertThat(pulled.get(1).written()).isEqualTo(5);
    assertThat(store.open()).as("files left open").isZero();
  }

  @Test
  void neverAreMoreFilesOpenThanAllowedAndNamesStayUnique()
      throws IOException, InterruptedException {
    // Hours come and go in turn, in two partitions: hardly an append finds its file open.
    waitingBytes = 1;
    for (int range = 0; range < 2; range++) {
      int partition = range;
      source.poll(
          visitor -> {
            for (int offset = 0; offset < 40; offset++) {
              source.record(visitor, partition, offset, T + (offset % 5) * HOUR, "v" + offset);
            }
            visitor.position(partition, 40);
          });
    }
    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 40), range("clicks", 1, 0, 40));
    assertThat(store.mostOpen()).isEqualTo(openFiles);
    assertThat(store.open()).isZero();
    List<DataFile> files = pulled.stream().flatMap(it -> it.files().stream()).toList();
    assertThat(files).hasSizeBetween(11, 20);
    assertThat(files).extracting(DataFile::destination).doesNotHaveDuplicates();
    assertThat(files).extracting(DataFile::staged).doesNotHaveDuplicates();
  }

  private static long memoryOfAFile() {
    return OpenLimits.ofFile(Lines.TEXT);
  }

  /** Five hours in turn, twice; nothing waits where a file may be opened. */
  private List<DataFile> pullFiveHoursTwice() throws IOException, InterruptedException {
    waitingBytes = 1;
    source.poll(
        visitor -> {
          for (int offset = 0; offset < 10; offset++) {
            source.record(visitor, 0, offset, T + (offset % 5) * HOUR, "v" + offset);
          }
          visitor.position(0, 10);
        });
    return pull(range("clicks", 0, 0, 10)).get(0).files();
  }

  @Test
  void openFilesTakeNoMoreMemoryThanAllowed() throws IOException, InterruptedException {
    openFiles = 256;
    openBytes = 4 * memoryOfAFile() + 1;

    assertThat(pullFiveHoursTwice()).hasSizeBetween(6, 10);
    assertThat(store.mostOpen()).isEqualTo(4);
  }

  @Test
  void memoryForAllOfThemSpillsNone() throws IOException, InterruptedException {
    openFiles = 256;
    openBytes = 6 * memoryOfAFile() + 1; // a sixth one may be written at any time

    assertThat(pullFiveHoursTwice()).hasSize(5);
    assertThat(store.mostOpen()).isEqualTo(5);
  }

  @Test
  void memoryForLessThanAFileStillIsEnoughForOne() throws IOException, InterruptedException {
    openFiles = 256;
    openBytes = 1;

    assertThat(pullFiveHoursTwice()).hasSize(10);
    assertThat(store.mostOpen()).isEqualTo(1);
  }

  @Test
  void aLargeRecordTakesTheMemoryOfFilesThatAreIdle() throws IOException, InterruptedException {
    openFiles = 256;
    waitingBytes = 1;
    openBytes = 5 * memoryOfAFile();
    int large = (int) (2 * memoryOfAFile());
    source.poll(
        visitor -> {
          for (int offset = 0; offset < 10; offset++) {
            String value = (offset == 4 ? "v".repeat(large) : "v") + offset;
            source.record(visitor, 0, offset, T + (offset % 5) * HOUR, value);
          }
          visitor.position(0, 10);
        });

    List<DataFile> files = pull(range("clicks", 0, 0, 10)).get(0).files();
    // The large one goes on; the four others were finished for it, and begin anew, and it for them.
    assertThat(files).hasSize(10);
    assertThat(files).extracting(DataFile::records).containsOnly(1L);
    assertThat(files).extracting(DataFile::destination).doesNotHaveDuplicates();
  }

  /** 720 hours at random, in records of one partition: nothing of it fits into the limits. */
  private void pullAtRandom() {
    waitingBytes = 20_000;
    source.poll(
        visitor -> {
          Random random = new Random(1);
          for (int offset = 0; offset < 10_000; offset++) {
            source.record(visitor, 0, offset, T + random.nextInt(720) * HOUR, "value " + offset);
          }
          visitor.position(0, 10_000);
        });
  }

  @Test
  void recordsOfHoursAtRandomBecomeFewFiles() throws IOException, InterruptedException {
    pullAtRandom();

    PulledGroup pulled = pull(range("clicks", 0, 0, 10_000)).get(0);

    assertThat(pulled.written()).isEqualTo(10_000);
    assertThat(pulled.files()).hasSizeBetween(720, 1440);
    assertThat(store.runs()).as("run files").isGreaterThan(10);
    assertThat(memory.files().keySet()).noneMatch(path -> path.name().endsWith(".spill"));
    assertThat(memory.files().keySet())
        .filteredOn(path -> path.name().endsWith(".txt"))
        .as("files that were written")
        .hasSameSizeAs(pulled.files());
  }

  @Test
  void hoursInTheirOrderAreNotSpilled() throws IOException, InterruptedException {
    waitingBytes = 20_000;
    source.poll(
        visitor -> {
          for (int offset = 0; offset < 10_000; offset++) {
            source.record(visitor, 0, offset, T + offset / 14 * HOUR, "value " + offset);
          }
          visitor.position(0, 10_000);
        });

    assertThat(pull(range("clicks", 0, 0, 10_000)).get(0).files()).hasSize(715);
    assertThat(store.runs()).as("run files").isZero();
  }

  @Test
  void anAttemptThatIsCancelledWhileItMergesLeavesNothing() {
    pullAtRandom();
    cancelAtMerge = true;

    assertThatThrownBy(() -> pull(range("clicks", 0, 0, 10_000)))
        .isInstanceOf(InterruptedException.class);
    assertThat(store.open()).isZero();
    assertThat(memory.files()).isEmpty();
  }

  @Test
  void aRunFileThatWasDamagedIsNamed() {
    pullAtRandom();
    store.damage(".spill", 100);

    assertThatThrownBy(() -> pull(range("clicks", 0, 0, 10_000)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("000")
        .hasMessageContaining(".spill was damaged");
    assertThat(memory.files()).isEmpty();
  }

  @Test
  void aProcessWithFewDescriptorsPullsWithFewFiles() throws IOException, InterruptedException {
    openFiles = 256;
    waitingBytes = 1;
    store.limitOpen(3);
    source.poll(
        visitor -> {
          for (int offset = 0; offset < 100; offset++) {
            source.record(visitor, 0, offset, T + (offset % 10) * HOUR, "v" + offset);
          }
          visitor.position(0, 100);
        });

    PulledGroup pulled = pull(range("clicks", 0, 0, 100)).get(0);

    assertThat(pulled.written()).isEqualTo(100);
    assertThat(pulled.files()).hasSizeBetween(10, 20);
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("ulimit -n", "camus.output.open.files=256");
  }

  @Test
  void aFileOfTheTargetSizeIsFollowedByAnother() throws IOException, InterruptedException {
    targetBytes = 150_000;
    source.poll(
        visitor -> {
          for (int offset = 0; offset < 10; offset++) {
            source.record(visitor, 0, offset, T + (offset % 2) * HOUR, "v".repeat(99_999));
          }
          visitor.position(0, 10);
        });

    List<DataFile> files = pull(range("clicks", 0, 0, 10)).get(0).files();
    assertThat(files).extracting(DataFile::bytes).containsOnly(100_000L, 200_000L);
    assertThat(files).extracting(DataFile::records).containsExactly(2L, 2L, 1L, 2L, 2L, 1L);
    assertThat(files).extracting(DataFile::destination).doesNotHaveDuplicates();
    assertThat(store.mostOpen()).isEqualTo(2);
    assertThat(store.open()).isZero();
  }

  @Test
  void deadLettersOfFinishedRangesDoNotStayOpen() throws IOException, InterruptedException {
    for (int range = 0; range < 20; range++) {
      int partition = range;
      source.poll(
          visitor -> {
            source.record(visitor, partition, 0, T, "\u00ff");
            visitor.position(partition, 1);
          });
    }
    OffsetRange[] ranges = new OffsetRange[20];
    for (int partition = 0; partition < 20; partition++) {
      ranges[partition] = range("clicks", partition, 0, 1);
    }
    pull(ranges);
    assertThat(store.mostOpen()).isEqualTo(1);
  }

  @Test
  void aRangeWithoutOffsetsIsDoneAtOnce() throws IOException, InterruptedException {
    source.poll(visitor -> visitor.position(0, 7));
    assertThat(only(pull(range("clicks", 0, 7, 7)).get(0)).unfinished()).isEmpty();
  }

  @Test
  void aCancelledAttemptStopsAndClosesEverything() {
    waitingBytes = 1;
    source.poll(
        visitor -> {
          source.record(visitor, 0, 0, T, "good");
          source.record(visitor, 0, 1, T, "\u00ff");
          visitor.position(0, 2);
          cancelled = true;
        });
    assertThatThrownBy(() -> pull(range("clicks", 0, 0, 5)))
        .isInstanceOf(InterruptedException.class);
    assertThat(source.isClosed()).isTrue();
    assertThat(store.mostOpen()).isEqualTo(2);
    assertThat(store.open()).isZero();
  }

  @Test
  void anAttemptThatFailsClosesEverythingAndGivesItsSpaceBack() {
    records(0, 0, 1);
    source.poll(
        visitor -> {
          throw new IllegalStateException("a defect of the source");
        });
    assertThatThrownBy(() -> pull(range("clicks", 0, 0, 5))).hasMessage("a defect of the source");
    assertThat(source.isClosed()).isTrue();
    assertThat(store.open()).isZero();
    assertThat(memory.files()).isEmpty();
  }

  /** Two records and one that is bad of each of three ranges, the last one of another topic. */
  private List<PulledGroup> pullShared() throws IOException, InterruptedException {
    filesPer = FileScope.TOPIC;
    source.poll(
        visitor -> {
          for (int range = 0; range < 3; range++) {
            source.record(visitor, range, 10, T, "first");
            source.record(visitor, range, 11, T, "\u00ff");
            source.record(visitor, range, 12, T, "second");
            source.record(visitor, range, 13, T + HOUR, "third");
            visitor.position(range, 14);
          }
        });
    return pull(range("clicks", 0, 10, 14), range("clicks", 1, 10, 14), range("views", 0, 10, 14));
  }

  @Test
  void partitionsOfATopicShareAFileOfEachBucket() throws IOException, InterruptedException {
    List<PulledGroup> pulled = pullShared();

    assertThat(pulled).extracting(PulledGroup::topic).containsExactly("clicks", "views");
    assertThat(pulled.get(0).ranges())
        .extracting(PulledRange::range)
        .containsExactly(range("clicks", 0, 10, 14), range("clicks", 1, 10, 14));
    assertThat(pulled.get(0).files())
        .extracting(DataFile::destination)
        .containsExactly(
            "/data/clicks/hourly/2026/11/22/09/clicks+" + RUN + "+0+1+4.txt",
            "/data/clicks/hourly/2026/11/22/10/clicks+" + RUN + "+0+2+2.txt",
            layout.deadLetters(RUN) + "/errors+clicks+0+11+12+1.avro",
            layout.deadLetters(RUN) + "/errors+clicks+1+11+12+1.avro");
    DataFile shared = pulled.get(0).files().get(0);
    assertThat(shared.parts())
        .containsExactly(
            new Part(range("clicks", 0, 10, 13), 2), new Part(range("clicks", 1, 10, 13), 2));
    assertThat(memory.files().get(new StorePath(shared.staged())))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("first\nsecond\nfirst\nsecond\n");
    assertThat(pulled.get(0).counts()).hasSize(2);
    assertThat(pulled.get(1).files()).hasSize(3);
  }

  @Test
  void onlySmallRangesShareFilesIfThatIsLeftToUs() throws IOException, InterruptedException {
    filesPer = FileScope.AUTO;
    for (int range = 0; range < 4; range++) {
      records(range, 5, 6);
    }

    List<PulledGroup> pulled =
        pull(
            List.of(
                sized(range("clicks", 0, 5, 6), (16 << 20) - 1),
                sized(range("clicks", 1, 5, 6), 16 << 20),
                sized(range("clicks", 2, 5, 6), 0),
                sized(range("views", 0, 5, 6), 0)));

    assertThat(pulled)
        .extracting(group -> group.ranges().stream().map(PulledRange::range).toList())
        .containsExactlyInAnyOrder(
            List.of(range("clicks", 0, 5, 6), range("clicks", 2, 5, 6)),
            List.of(range("clicks", 1, 5, 6)),
            List.of(range("views", 0, 5, 6)));
    assertThat(pulled.stream().flatMap(group -> group.files().stream()))
        .extracting(DataFile::destination)
        .as("a range that is alone in its file gives the file its name")
        .containsExactlyInAnyOrder(
            "/data/clicks/hourly/2026/11/22/09/clicks+" + RUN + "+0+1+2.txt",
            "/data/clicks/hourly/2026/11/22/09/clicks+1+5+6+1.txt",
            "/data/views/hourly/2026/11/22/09/views+0+5+6+1.txt");
  }

  private static PlannedRange sized(OffsetRange range, long bytes) {
    return new PlannedRange(range, bytes, OptionalInt.empty(), Begin.AT_POSITION);
  }

  @Test
  void aRangeThatFollowsAnotherOneSharesNoFile() throws IOException, InterruptedException {
    filesPer = FileScope.TOPIC;
    for (int range = 0; range < 3; range++) {
      records(range, 5, 6);
    }

    List<PulledGroup> pulled =
        pull(
            List.of(
                PlannedRange.of(range("clicks", 0, 5, 6)),
                new PlannedRange(
                    range("clicks", 1, 5, 6), 0, OptionalInt.empty(), Begin.AFTER_ANOTHER),
                PlannedRange.of(range("clicks", 2, 5, 6))));

    assertThat(pulled)
        .extracting(group -> group.ranges().stream().map(PulledRange::range).toList())
        .containsExactlyInAnyOrder(
            List.of(range("clicks", 1, 5, 6)),
            List.of(range("clicks", 0, 5, 6), range("clicks", 2, 5, 6)));
    assertThat(pulled.get(0).files())
        .extracting(DataFile::destination)
        .containsExactly("/data/clicks/hourly/2026/11/22/09/clicks+1+5+6+1.txt");
  }

  @Test
  void sharedFilesStayOpenUntilTheLastOfTheirRangesHasEnded()
      throws IOException, InterruptedException {
    filesPer = FileScope.TOPIC;
    records(0, 0, 3);
    records(1, 0, 3);

    List<PulledGroup> pulled = pull(range("clicks", 0, 0, 3), range("clicks", 1, 0, 3));

    assertThat(pulled).singleElement().satisfies(it -> assertThat(it.files()).hasSize(1));
  }

  @Test
  void nothingOfATopicThatWasMadeAgainCountsInSharedFilesEither()
      throws IOException, InterruptedException {
    source.replaceTopic(1);

    List<PulledGroup> pulled = pullShared();

    assertThat(pulled.get(0).files()).isEmpty();
    assertThat(pulled.get(0).ranges())
        .extracting(it -> it.range().length())
        .containsExactly(0L, 0L);
    assertThat(pulled.get(1).written()).isEqualTo(3);
  }

  @Test
  void deadLettersTakeNoMoreMemoryThanAllowedEither() throws IOException, InterruptedException {
    openFiles = 2;
    waitingBytes = 1;
    OffsetRange[] ranges = new OffsetRange[4];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = range("clicks", i, 0, 6);
    }
    source.poll(
        visitor -> {
          for (int offset = 0; offset < 6; offset++) {
            for (int i = 0; i < ranges.length; i++) {
              source.record(visitor, i, offset, T, offset % 2 == 0 ? "good" : "\u00ff");
            }
          }
          for (int i = 0; i < ranges.length; i++) {
            visitor.position(i, 6);
          }
        });

    List<PulledGroup> pulled = pull(ranges);

    assertThat(store.mostOpen()).isEqualTo(openFiles);
    assertThat(pulled).allMatch(group -> group.written() == 3 && group.rejectedRecords() == 3);
    assertThat(pulled.get(0).files())
        .filteredOn(file -> file.kind() == DataFile.Kind.DEAD_LETTER)
        .extracting(file -> new StorePath(file.destination()).name())
        .containsExactly("errors+clicks+0+1+2+1.avro", "errors+clicks+0+3+6+2.avro");
  }
}
