package io.camus.commit;

import static io.camus.commit.Workplace.GENEROUS;
import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.RUN;
import static io.camus.commit.Workplace.TOPIC_ID;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.model.TaskManifest;
import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import io.camus.wire.ManifestFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own commits a run whose files, all together, have no room in its heap. */
class SmallHeapTest {
  private static final int TASKS = 40;
  private static final int FILES = 2_000;

  @Test
  void aRunIsCommittedTopicAfterTopicInTheHeapOfOne(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Driver.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .contains("committed " + TASKS * FILES + " files of " + TASKS + " groups");
  }

  /** The other process: each topic is pulled by a task, and committed once that is finished. */
  static final class Driver {
    private Driver() {}

    /**
     * Commits a run.
     *
     * @param arguments the folder of its log
     */
    public static void main(String[] arguments) throws IOException {
      LocalStore store = new LocalStore();
      StorePath base = new StorePath(arguments[0]);
      Layout layout =
          new Layout(
              base.child("exec"), base.child("history"), base.child("data"), Optional.empty());
      CommitLog log =
          new CommitLog(store, layout, RUN, Optional.empty(), Clock.systemUTC(), new Random(TASKS));
      append(log, new LogEntry.Opens(RUN, OWNER));
      RunCommit commit = OneByOne.runCommit(store, layout, log, GENEROUS, RUN);
      Map<String, Set<Integer>> tasksOfTopic = new HashMap<>();
      long files = 0;
      for (int task = 0; task < TASKS; task++) {
        String topic = "topic-" + task;
        append(log, sets(topic, 0, 0));
        store.makeDirectories(layout.tasks(RUN));
        ManifestFile.write(
            store.create(layout.manifest(RUN, task)),
            new TaskManifest(
                RUN, task, "attempt-" + task, List.of(pulled(layout, topic)), List.of()));
        tasksOfTopic.put(topic, Set.of(task));
        files += commit.commitFinished(tasksOfTopic).orElseThrow().files().count();
      }
      System.out.println("committed " + files + " files of " + commit.pulled().size() + " groups");
    }

    private static PulledGroup pulled(Layout layout, String topic) {
      OffsetRange range = new OffsetRange(new TopicPartition(topic, 0), TOPIC_ID, 0, 0, FILES);
      return new PulledGroup(
          List.of(Workplace.pulled(range, FILES, Map.of(), OptionalInt.of(4), 10_000)),
          IntStream.range(0, FILES).mapToObj(i -> file(layout, range, i)).toList(),
          List.of());
    }

    private static DataFile file(Layout layout, OffsetRange range, int offset) {
      String name = range.partition().topic() + "+0+" + offset + "+" + (offset + 1) + "+1.json.gz";
      return new DataFile(
          DataFile.Kind.DATA,
          layout.attempt(RUN, "attempt-0").child("data/" + offset + ".json.gz").value(),
          layout.destination().child(range.partition().topic() + "/2026/11/" + name).value(),
          List.of(new Part(new OffsetRange(range.partition(), TOPIC_ID, 0, offset, offset + 1), 1)),
          1,
          offset,
          offset,
          "crc32c:00000000",
          Workplace.NO_RECORDS);
    }
  }
}
