package io.camus.commit;

import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.TOPIC_ID;
import static io.camus.commit.Workplace.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout.CommitFile;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.TaskManifest;
import io.camus.model.WindowCount;
import io.camus.spi.StorePath;
import io.camus.wire.ManifestFile;
import io.camus.wire.RecordFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * A record is, byte for byte, the one that is made from whole manifests that are all in memory: the
 * groups that follow, as the manifests have them.
 */
class RecordContentTest {
  private static final List<String> TOPICS = List.of("clicks", "orders", "views");
  private static final int TASKS = 4;

  /** A topic with more rejected records than this is over its budget. */
  private static final long REJECTED = 40;

  private final Workplace place = new Workplace();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<Integer, TaskManifest> finished = new TreeMap<>();
  private final Set<String> strangers = new HashSet<>();

  @RepeatedTest(150)
  void itIsWhatTheManifestsSay(RepetitionInfo seed) throws IOException {
    Random random = new Random(seed.getCurrentRepetition());
    List<List<PulledGroup>> tasks = pulled(random);
    CommitLog log = place.log();
    List<LogEntry> first = new ArrayList<>(List.of(new LogEntry.Opens(RUN, OWNER)));
    next.forEach(
        (partition, from) ->
            first.add(
                new LogEntry.Sets(
                    new NewPosition(
                        partition, new PartitionPosition(TOPIC_ID, 0, from), "first seen"))));
    append(log, first.toArray(LogEntry[]::new));
    for (String stranger : strangers) {
      place.write(new StorePath(stranger), "not ours");
    }
    ErrorBudget budget =
        (topic, groups) ->
            Optional.of("over")
                .filter(
                    over -> groups.stream().mapToLong(it -> it.rejectedRecords()).sum() > REJECTED);
    RunCommit commit = OneByOne.runCommit(place.store, place.layout, log, budget, RUN);
    Map<String, Set<Integer>> tasksOfTopic = tasksOfTopic(tasks);

    for (int task : List.of(2, 0, 3, 1)) {
      place.finishTask(RUN, task, tasks.get(task).toArray(PulledGroup[]::new));
      StorePath manifest = place.layout.manifest(RUN, task);
      finished.put(task, ManifestFile.read(place.memory.open(manifest), manifest.toString()));
      if (random.nextBoolean()) {
        Set<String> waiting = new HashSet<>(TOPICS);
        waiting.removeIf(topic -> finished.keySet().containsAll(tasksOfTopic.get(topic)));
        check(expected(waiting), commit.commitFinished(tasksOfTopic));
      }
    }
    List<LogEntry> last = expected(Set.of());
    last.add(new LogEntry.Closes(RUN));
    check(last, commit.close());
  }

  private void check(List<LogEntry> expected, Optional<CommitRecord> record) throws IOException {
    assertThat(record.isPresent()).isEqualTo(!expected.isEmpty());
    if (record.isPresent()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      RecordFile.write(bytes, new CommitRecord(record.get().header(), expected));
      StorePath path = place.layout.commitFile(record.get().number(), CommitFile.RECORD);
      assertThat(place.memory.open(path)).hasBinaryContent(bytes.toByteArray());
    }
  }

  /** What the next record says, from the whole manifests of the finished tasks. */
  private List<LogEntry> expected(Set<String> waiting) {
    Map<String, Long> rejected = new HashMap<>();
    List<LogEntry.Commits> all = new ArrayList<>();
    for (TaskManifest manifest : finished.values()) {
      for (PulledGroup group : manifest.groups()) {
        rejected.merge(group.topic(), group.rejectedRecords(), Long::sum);
        if (!waiting.contains(group.topic())) {
          all.add(new LogEntry.Commits(RUN, manifest.task(), group));
        }
      }
    }
    all.sort(
        Comparator.comparing((LogEntry.Commits it) -> it.pulled().ranges().size() == 1)
            .thenComparing(it -> it.pulled().ranges().get(0).range().from()));
    List<LogEntry> entries = new ArrayList<>();
    for (LogEntry.Commits commits : all) {
      List<PulledRange> moved =
          commits.pulled().ranges().stream().filter(it -> it.range().length() > 0).toList();
      if (moved.isEmpty()
          || rejected.get(commits.pulled().topic()) > REJECTED
          || moved.stream().anyMatch(it -> next.get(it.range().partition()) != it.range().from())
          || commits.pulled().files().stream()
              .anyMatch(it -> strangers.contains(it.destination()))) {
        continue;
      }
      moved.forEach(it -> next.put(it.range().partition(), it.range().to()));
      PulledGroup group =
          new PulledGroup(moved, commits.pulled().files(), commits.pulled().counts());
      entries.add(new LogEntry.Commits(RUN, commits.task(), group));
    }
    return entries;
  }

  private static Map<String, Set<Integer>> tasksOfTopic(List<List<PulledGroup>> tasks) {
    Map<String, Set<Integer>> tasksOfTopic = new HashMap<>();
    TOPICS.forEach(topic -> tasksOfTopic.put(topic, new HashSet<>()));
    for (int task = 0; task < tasks.size(); task++) {
      for (PulledGroup group : tasks.get(task)) {
        tasksOfTopic.get(group.topic()).add(task);
      }
    }
    return tasksOfTopic;
  }

  /** What each task pulled: pieces of partitions, some empty, some missing, some with strangers. */
  private List<List<PulledGroup>> pulled(Random random) {
    List<List<PulledGroup>> tasks = new ArrayList<>();
    for (int task = 0; task < TASKS; task++) {
      tasks.add(new ArrayList<>());
    }
    for (String topic : TOPICS) {
      List<PulledRange> together = new ArrayList<>();
      for (int partition = 0; partition < 3; partition++) {
        TopicPartition it = new TopicPartition(topic, partition);
        long from = random.nextInt(100);
        next.put(it, from);
        boolean shares = random.nextInt(3) == 0;
        for (int piece = random.nextInt(4); piece > 0; piece--) {
          PulledRange range = range(random, it, from);
          from = range.range().to();
          if (shares) {
            together.add(range);
            shares = false;
          } else if (random.nextInt(8) > 0) {
            tasks.get(random.nextInt(TASKS)).add(group(random, List.of(range)));
          }
        }
      }
      if (!together.isEmpty()) {
        tasks.get(random.nextInt(TASKS)).add(group(random, together));
      }
    }
    return tasks;
  }

  private static PulledRange range(Random random, TopicPartition partition, long from) {
    long written = random.nextInt(4) == 0 ? 0 : random.nextInt(50);
    long rejected = written == 0 ? 0 : random.nextInt(8);
    OffsetRange range = new OffsetRange(partition, TOPIC_ID, 0, from, from + written + rejected);
    Map<RejectionCause, Long> causes =
        rejected == 0 ? Map.of() : Map.of(RejectionCause.MALFORMED, rejected);
    return Workplace.pulled(
        range, written, causes, OptionalInt.of(random.nextInt(9)), random.nextInt(1000));
  }

  private PulledGroup group(Random random, List<PulledRange> ranges) {
    List<DataFile> files = new ArrayList<>();
    for (PulledRange range : ranges) {
      long left = range.written();
      while (left > 0) {
        long records = 1 + random.nextLong(left);
        files.add(file(random, DataFile.Kind.DATA, range.range(), records));
        left -= records;
      }
      if (range.rejectedRecords() > 0) {
        files.add(file(random, DataFile.Kind.DEAD_LETTER, range.range(), range.rejectedRecords()));
      }
    }
    List<WindowCount> counts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      counts.add(new WindowCount(600_000L * i, "server", "service", random.nextInt(100)));
    }
    return new PulledGroup(ranges, files, counts);
  }

  private DataFile file(Random random, DataFile.Kind kind, OffsetRange range, long records) {
    String name = range.partition() + "+" + Long.toHexString(random.nextLong());
    String destination = "/data/" + range.partition().topic() + "/" + name;
    if (random.nextInt(40) == 0) {
      strangers.add(destination);
    }
    return new DataFile(
        kind,
        "/staged/" + name,
        destination,
        List.of(new DataFile.Part(range, records)),
        random.nextInt(1000),
        random.nextInt(),
        random.nextInt(),
        "crc32c:00000000",
        Workplace.NO_RECORDS);
  }
}
