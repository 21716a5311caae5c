package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.Publication;
import io.camus.count.CountsReader;
import io.camus.count.TopicCounts;
import io.camus.format.DeadLetters;
import io.camus.format.Lines;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledRange;
import io.camus.model.RunId;
import io.camus.model.ShortNames;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Depth;
import io.camus.verify.Verification;
import io.camus.verify.VerifyReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.TopicPartition;

/** What must hold in a world, always and at rest (docs/protocol.md, "What must hold, always"). */
final class Invariants {
  private static final String DATA = "/data/";
  private static final String COUNTS = "/camus/counts/";
  private static final Pattern ONE_PARTITION = Pattern.compile("[^+]+\\+(?<partition>\\d+)\\+.*");

  /** Where users move files to that they want elsewhere. */
  static final String MOVED = "/moved/";

  /** What a stranger's file holds. */
  static final String STRANGER = "a stranger's";

  private final World world;
  private final SortedMap<StorePath, byte[]> files;
  private final CommitLog log;
  private final List<CommitRecord> records = new ArrayList<>();
  private final BucketInvariants buckets;
  private final TableInvariants tables;

  Invariants(World world) {
    this.world = world;
    this.files = world.ground.files();
    for (StorePath stranger : world.strangers) {
      assertThat(files.remove(stranger))
          .as("I3: somebody else's %s", stranger)
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(STRANGER);
    }
    this.log =
        new CommitLog(
            world.ground.store(),
            world.layout,
            RunId.create(World.NOW, new Random(1)),
            Optional.empty(),
            world.clock,
            new Random(1));
    try {
      for (long n = 1; n <= log.state().number(); n++) {
        records.add(log.read(n));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.tables = new TableInvariants(world, files, records);
    this.buckets = new BucketInvariants(world, files, records, log.state().trackers());
  }

  /** At any moment, whoever is at work or dead: I1, I2, I3 and I4, which the values check. */
  void checkAlways() {
    checkRangesTile();
    checkFiles();
    buckets.checkAlways();
    try {
      tables.checkAlways();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkVerification(Verification.Settings.of(Depth.NAMES, Lines.readers("\n")));
  }

  /** After a run that nothing disturbed. */
  void checkAtRest() {
    checkAlways();
    try {
      checkNothingIsLeft();
      checkRecords();
      checkCounts();
      checkAllIsPulled();
      buckets.checkAtRest();
      tables.checkAtRest();
      checkVerification(
          new Verification.Settings(Depth.CONTENT, Lines.readers("\n"), 1, 10_000)); // By topic.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** I1. */
  private void checkRangesTile() {
    Map<TopicPartition, PartitionPosition> next = new HashMap<>();
    for (CommitRecord record : records) {
      LogEntry.Visitor follow =
          new LogEntry.Visitor() {
            @Override
            public void opens(LogEntry.Opens opens) {
              // Moves no position.
            }

            @Override
            public void closes(LogEntry.Closes closes) {
              // Moves no position.
            }

            @Override
            public void commits(LogEntry.Commits commits) {
              for (PulledRange pulled : commits.pulled().ranges()) {
                checkFollows(next.get(pulled.range().partition()), pulled, record.number());
                next.put(pulled.range().partition(), end(pulled));
              }
            }

            @Override
            public void sets(LogEntry.Sets sets) {
              next.put(sets.position().partition(), sets.position().position());
            }

            @Override
            public void completeness(LogEntry.Completeness entry) {
              // Moves no position.
            }
          };
      record.entries().forEach(entry -> entry.visit(follow));
    }
    assertThat(log.state().positions()).as("I1: positions").isEqualTo(next);
  }

  private static void checkFollows(PartitionPosition at, PulledRange pulled, long record) {
    OffsetRange range = pulled.range();
    OptionalInt epoch = at == null ? OptionalInt.empty() : at.leaderEpoch();
    OptionalDouble measured = at == null ? OptionalDouble.empty() : at.bytesPerOffset();
    assertThat(
            new PartitionPosition(
                range.topicId(), range.generation(), range.from(), epoch, measured))
        .as("I1: begin of %s in record %d", range, record)
        .isEqualTo(at);
  }

  private static PartitionPosition end(PulledRange pulled) {
    OffsetRange range = pulled.range();
    return new PartitionPosition(
        range.topicId(),
        range.generation(),
        range.to(),
        pulled.leaderEpoch(),
        OptionalDouble.of((double) pulled.bytes() / range.length()));
  }

  /** I2 and I3. */
  private void checkFiles() {
    Set<StorePath> named = new HashSet<>();
    for (CommitRecord record : records) {
      boolean published = !log.unpublished().contains(record.number());
      for (DataFile file : record.files().toList()) {
        StorePath path = new StorePath(file.destination());
        assertThat(named.add(path)).as("I2: %s is named once", path).isTrue();
        byte[] content = files.getOrDefault(path, files.get(new StorePath(MOVED + path.name())));
        Optional<Long> bytes =
            content == null ? waiting(file, published) : Optional.of((long) content.length);
        assertThat(bytes)
            .as("I2: length of %s of record %d", path, record.number())
            .contains(file.bytes());
      }
    }
    for (StorePath path : files.keySet()) {
      if (path.value().startsWith(DATA) && !BucketInvariants.isMarker(path)) {
        assertThat(named).as("I3: files that the log names").contains(path);
      }
    }
  }

  private Optional<Long> waiting(DataFile file, boolean published) {
    try {
      return published
          ? Optional.empty()
          : world.ground.store().look(Publication.receipt(file)).map(Store.Waiting::length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What users are told by {@code camus verify}, at any moment: files that are in other hands, no
   * more.
   */
  private void checkVerification(Verification.Settings settings) {
    VerifyReport report = new Verification(world.ground.store(), world.layout, settings).verify();
    assertThat(report.violations())
        .as("camus verify")
        .filteredOn(it -> !it.file().map(this::isInOtherHands).orElse(false))
        .isEmpty();
  }

  private boolean isInOtherHands(String file) {
    StorePath path = new StorePath(file);
    return world.strangers.contains(path) || files.containsKey(new StorePath(MOVED + path.name()));
  }

  /** I7. */
  private void checkNothingIsLeft() throws IOException {
    assertThat(log.unpublished()).as("I7: unpublished records").isEmpty();
    assertThat(log.unaudited()).as("I7: records without counts").isEmpty();
    assertThat(log.state().openRuns()).as("I7: open runs").isEmpty();
    assertThat(world.ground.store().names(world.layout.runs()))
        .as("I7: runs that were not cleaned up")
        .isEmpty();
    assertThat(world.ground.hidden()).as("I7: what no reader sees").isEmpty();
    // One may stay where nothing is written any more: beside the counts, beside the summary of a
    // run that is over, in the flat list, and in a full segment, if its writer wakes up late and
    // dies.
    assertThat(
            files.keySet().stream()
                .filter(path -> !path.value().startsWith(COUNTS))
                .filter(path -> !path.value().startsWith(WorldTables.CATALOG.value()))
                .filter(path -> !path.parent().parent().equals(world.layout.history()))
                .filter(path -> !isWhereNothingIsWritten(path)))
        .as("I7: temporary files")
        .noneMatch(path -> path.name().startsWith("tmp-"));
  }

  private boolean isWhereNothingIsWritten(StorePath file) {
    Layout layout = world.layout;
    return file.parent().equals(layout.commits())
        || (file.parent().parent().equals(layout.commits())
            && (Long.parseLong(file.parent().name()) + 1) * layout.segmentRecords()
                <= log.state().number() + 1);
  }

  /** Every record of a committed range is in exactly one file. */
  private void checkRecords() throws IOException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<StorePath, byte[]> file : files.entrySet()) {
      StorePath path = file.getKey();
      if (path.value().contains("errors+")) {
        found.addAll(deadLetters(file.getValue()));
      } else if (isData(path)) {
        found.addAll(dataRecords(path.name(), file.getValue()));
      }
    }
    List<String> expected = new ArrayList<>();
    for (CommitRecord record : records) {
      record
          .commits()
          .flatMap(it -> it.pulled().ranges().stream())
          .forEach(it -> expected.addAll(world.kafka.records(it.range())));
    }
    assertThat(found).as("I4: records in files").containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The name tells the partition, unless partitions share the file. */
  private List<String> dataRecords(String name, byte[] file) {
    String topic = topic(name.substring(0, name.indexOf('+')));
    Matcher one = ONE_PARTITION.matcher(name);
    return new String(file, StandardCharsets.ISO_8859_1)
        .lines()
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "%s-%s@%s",
                    topic,
                    one.matches() ? one.group("partition") : world.kafka.partitionOf(topic, line),
                    line))
        .toList();
  }

  /** The topic that a name begins with, or with what stands for it. */
  private String topic(String label) {
    return log.state().positions().keySet().stream()
        .map(TopicPartition::topic)
        .filter(topic -> label.equals(topic) || label.equals(ShortNames.ofPart(topic)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isData(StorePath path) {
    return (path.value().startsWith(DATA) && !BucketInvariants.isMarker(path))
        || (path.value().startsWith(MOVED) && !path.name().startsWith("errors+"));
  }

  /** Nothing that Kafka holds waits for another run. */
  private void checkAllIsPulled() {
    Map<TopicPartition, Long> next = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>(world.kafka.ends());
    ends.keySet().removeIf(partition -> world.kafka.earliest(partition) == ends.get(partition));
    log.state().positions().forEach((partition, position) -> next.put(partition, position.next()));
    assertThat(next).as("I7: positions").containsAllEntriesOf(ends);
  }

  private static List<String> deadLetters(byte[] file) throws IOException {
    List<String> found = new ArrayList<>();
    try (DataFileStream<GenericRecord> in =
        new DataFileStream<>(
            new ByteArrayInputStream(file), new GenericDatumReader<>(DeadLetters.SCHEMA))) {
      for (GenericRecord letter : in) {
        ByteBuffer value = (ByteBuffer) letter.get("value");
        found.add(
            String.format(
                Locale.ROOT,
                "%s-%s@%s",
                letter.get("topic"),
                letter.get("partition"),
                StandardCharsets.ISO_8859_1.decode(value)));
      }
    }
    return found;
  }

  /** The kept counts add up to the records in data files. */
  private void checkCounts() throws IOException {
    long counted = 0;
    long lines = 0;
    for (Map.Entry<StorePath, byte[]> file : files.entrySet()) {
      if (file.getKey().value().startsWith(COUNTS) && !file.getKey().name().startsWith("tmp-")) {
        counted +=
            CountsReader.read(new ByteArrayInputStream(file.getValue())).stream()
                .mapToLong(TopicCounts::records)
                .sum();
      } else if (isData(file.getKey())) {
        lines += new String(file.getValue(), StandardCharsets.ISO_8859_1).lines().count();
      }
    }
    assertThat(counted).as("counts that were kept").isEqualTo(lines);
  }
}
