package io.camus.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.EventTimes;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.ManifestSummary;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.Rewritten;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.TaskManifest;
import io.camus.model.Unfinished;
import io.camus.model.WindowCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Whatever is written is read again as it was. */
class RoundTripTest {
  private static final String[] TEXTS = {
    "",
    "plain",
    "\"quoted\\",
    "line\r\nbreak\u2028",
    "\u0000\u001f\u007f",
    "h\u00f6\u20ac",
    "\uD83D\uDC2A"
  };

  @Property(tries = 300)
  void aRecord(@ForAll long seed) throws IOException {
    Values values = new Values(new Random(seed));
    CommitRecord record = values.record();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFile.write(out, record);
    assertThat(
            RecordFile.read(new ByteArrayInputStream(out.toByteArray()), record.number(), "/file"))
        .isEqualTo(record);
  }

  @Property(tries = 200)
  void aManifest(@ForAll long seed) throws IOException {
    Values values = new Values(new Random(seed));
    TaskManifest manifest =
        new TaskManifest(
            values.run(),
            values.number(1 << 20),
            values.text(),
            values.list(values::group),
            values.list(values::text));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ManifestFile.write(out, manifest);
    assertThat(ManifestFile.read(new ByteArrayInputStream(out.toByteArray()), "/file"))
        .isEqualTo(manifest);
    ManifestSummary summary =
        ManifestFile.summary(new ByteArrayInputStream(out.toByteArray()), "/file");
    assertThat(summary.task()).isEqualTo(manifest.task());
    assertThat(summary.notices()).isEqualTo(manifest.notices());
    assertThat(summary.groups())
        .isEqualTo(manifest.groups().stream().map(PulledGroup::summary).toList());
    Set<Integer> some = new TreeSet<>(values.list(() -> values.number(4)));
    assertThat(ManifestFile.groups(new ByteArrayInputStream(out.toByteArray()), "/file", some))
        .isEqualTo(
            some.stream()
                .filter(index -> index < manifest.groups().size())
                .map(manifest.groups()::get)
                .toList());
  }

  @Property(tries = 200)
  void aCheckpoint(@ForAll long seed) throws IOException {
    Values values = new Values(new Random(seed));
    CheckpointFile.Content content =
        new CheckpointFile.Content(
            values.positive(),
            values.list(values::positive),
            values.maybe(values::positive),
            values.list(values::entry));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(out, content);
    assertThat(CheckpointFile.read(new ByteArrayInputStream(out.toByteArray()), "/file"))
        .isEqualTo(content);
  }

  /** Values of every shape, as a seed wants them. */
  private record Values(Random random) {
    int number(int bound) {
      return random.nextInt(bound);
    }

    long positive() {
      return random.nextLong() >>> (1 + random.nextInt(63));
    }

    <T> T one(List<T> choices) {
      return choices.get(number(choices.size()));
    }

    String text() {
      return TEXTS[number(TEXTS.length)] + TEXTS[number(TEXTS.length)];
    }

    <T> List<T> list(Supplier<T> element) {
      List<T> values = new ArrayList<>();
      for (int left = number(4); left > 0; left--) {
        values.add(element.get());
      }
      return values;
    }

    <T> Optional<T> maybe(Supplier<T> value) {
      return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    OptionalInt maybeInt() {
      return random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty();
    }

    RunId run() {
      return RunId.create(Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)), random);
    }

    Instant moment() {
      return Instant.ofEpochSecond(
          random.nextInt(), random.nextBoolean() ? 0 : number(1_000_000_000));
    }

    Uuid id() {
      return new Uuid(random.nextLong(), random.nextLong());
    }

    CommitRecord record() {
      return new CommitRecord(
          new CommitRecord.Header(
              positive(), text(), text(), moment(), maybe(() -> Duration.ofMillis(positive()))),
          list(this::entry));
    }

    LogEntry entry() {
      return switch (number(4)) {
        case 0 ->
            new LogEntry.Opens(run(), new RunOwner(text(), text(), random.nextLong(), moment()));
        case 1 -> new LogEntry.Closes(run());
        case 2 -> new LogEntry.Commits(run(), random.nextInt(), group());
        default -> new LogEntry.Sets(new NewPosition(partition(number(9)), position(), text()));
      };
    }

    private PartitionPosition position() {
      return new PartitionPosition(
          id(),
          random.nextInt(),
          random.nextLong(),
          maybeInt(),
          random.nextBoolean()
              ? OptionalDouble.of(random.nextDouble() * positive())
              : OptionalDouble.empty());
    }

    private static TopicPartition partition(int number) {
      return new TopicPartition("a-topic_of.1", number);
    }

    PulledGroup group() {
      List<PulledRange> ranges = new ArrayList<>();
      List<DataFile> files = new ArrayList<>();
      int count = 1 + number(3);
      for (int partition = 0; partition < count; partition++) {
        PulledRange range = range(partition);
        ranges.add(range);
        if (range.written() > 0) {
          files.add(file(DataFile.Kind.DATA, range.range(), range.written()));
        }
        if (range.rejectedRecords() > 0) {
          files.add(file(DataFile.Kind.DEAD_LETTER, range.range(), range.rejectedRecords()));
        }
      }
      return new PulledGroup(
          ranges,
          files,
          list(() -> new WindowCount(random.nextLong(), text(), text(), positive())),
          random.nextBoolean() ? List.of() : leftOut(ranges));
    }

    private List<LeftOut> leftOut(List<PulledRange> ranges) {
      List<LeftOut> rows = new ArrayList<>();
      for (PulledRange range : ranges) {
        long left = range.rejectedRecords() + range.skipped();
        while (left > 0) {
          long count = 1L + number((int) left);
          long first = random.nextInt();
          rows.add(
              new LeftOut(
                  range.range().partition().partition(),
                  one(List.of(LeftOut.Reason.values())),
                  random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
                  first,
                  first + count + number(5),
                  count));
          left -= count;
        }
      }
      return rows;
    }

    private PulledRange range(int partition) {
      Map<RejectionCause, Long> rejected = new EnumMap<>(RejectionCause.class);
      for (RejectionCause cause : RejectionCause.values()) {
        if (random.nextBoolean()) {
          rejected.put(cause, (long) number(100));
        }
      }
      long written = number(1000);
      long skipped = number(10);
      long absent = number(10);
      long from = positive() >>> 2;
      long length =
          written + skipped + absent + rejected.values().stream().mapToLong(it -> it).sum();
      return new PulledRange(
          new OffsetRange(partition(partition), id(), number(9), from, from + length),
          from + length + number(5),
          written,
          rejected,
          skipped,
          absent,
          text(),
          maybe(() -> new Unfinished(one(List.of(Unfinished.Reason.values())), text())),
          maybeInt(),
          positive(),
          maybe(this::eventTimes),
          maybe(() -> new Rewritten(positive(), positive(), positive())));
    }

    private EventTimes eventTimes() {
      Map<String, Long> fields = new TreeMap<>();
      list(this::text).forEach(name -> fields.put(name, positive()));
      Supplier<EventTimes.Sample> sample = () -> new EventTimes.Sample(text(), text());
      return new EventTimes(
          fields,
          positive(),
          positive(),
          positive(),
          positive(),
          positive(),
          maybe(sample),
          maybe(sample));
    }

    private DataFile file(DataFile.Kind kind, OffsetRange range, long records) {
      List<Part> parts = new ArrayList<>();
      long first = number((int) Math.min(records, 100));
      if (first > 0) {
        parts.add(new Part(range.endingAt(range.from() + 1), first));
      }
      parts.add(new Part(range, records - first));
      return new DataFile(
          kind,
          text(),
          "/" + text(),
          parts,
          positive(),
          random.nextLong(),
          random.nextLong(),
          text(),
          text());
    }
  }
}
