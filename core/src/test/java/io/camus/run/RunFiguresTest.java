package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.commit.CommitLog;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.FileScope;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.report.Rejection;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.SummaryJson;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of a summary add up, and are those of the commit log and of the store. */
class RunFiguresTest {
  private static final long T = World.NOW.toEpochMilli() - 3_600_000;
  private static final List<String> TOPICS = List.of("clicks", "orders", "views", "worse");

  private final World world;

  RunFiguresTest() throws IOException {
    world = new World();
    world.notBefore = Optional.of(World.NOW.minus(Duration.ofHours(2)));
  }

  private void produce(Random random) {
    for (String topic : TOPICS) {
      int badOf10 = random.nextInt(10);
      for (int partition = 0; partition < 1 + random.nextInt(3); partition++) {
        for (int i = random.nextInt(30); i > 0; i--) {
          switch (random.nextInt(8)) {
            case 0 -> world.kafka.hole(topic, partition);
            case 1 -> world.kafka.produce(topic, partition, T - 7_200_000, "too old");
            default ->
                world.kafka.produce(
                    topic, partition, T + i, random.nextInt(10) < badOf10 ? "\u00ff" : "good");
          }
        }
      }
    }
  }

  /** A driver that commits now and then, some of whose tasks never finish. */
  private RunSummary run(Random random) {
    ScriptedEngine engine = new ScriptedEngine(world);
    boolean loses = random.nextInt(4) == 0;
    for (int task = 0; task < 3; task++) {
      int index = task;
      engine.onWait(
          it -> {
            if (index < it.tasks() && !(loses && index == 1)) {
              it.finish(index);
            }
          });
    }
    World.Driver driver = World.Driver.plain(LiveRuns.RESPECT);
    return world.run(
        world.store, random.nextBoolean() ? driver.committingEvery(Duration.ZERO) : driver, engine);
  }

  private List<PulledGroup> committed(RunId run) throws IOException {
    CommitLog log =
        new CommitLog(
            world.store,
            world.layout,
            RunId.create(World.NOW, new Random(99)),
            Optional.empty(),
            world.clock,
            new Random(99));
    List<PulledGroup> groups = new ArrayList<>();
    for (long number = 1; number <= log.state().number(); number++) {
      CommitRecord record = log.read(number);
      record
          .commits()
          .filter(it -> it.run().equals(run))
          .map(LogEntry.Commits::pulled)
          .forEach(groups::add);
    }
    return groups;
  }

  private static long files(List<PulledGroup> groups, String topic, DataFile.Kind kind) {
    return groups.stream()
        .filter(group -> group.topic().equals(topic))
        .flatMap(group -> group.files().stream())
        .filter(file -> file.kind() == kind)
        .count();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void theyAddUp(long seed) throws IOException {
    Random random = new Random(seed);
    world.filesPer = () -> List.of(FileScope.values()).get(random.nextInt(3));
    for (int runs = 0; runs < 3; runs++) {
      produce(random);
      long before = published();
      RunSummary summary = run(random);
      if (summary.run().isEmpty()) {
        continue;
      }
      List<PulledGroup> groups = committed(summary.run().get());
      for (TopicSummary topic : summary.topics()) {
        check(topic, groups, summary);
      }
      assertThat(summary.topics().stream().mapToLong(it -> it.files() + it.deadLetterFiles()).sum())
          .as("files published")
          .isEqualTo(published() - before)
          .isEqualTo(groups.stream().mapToLong(group -> group.files().size()).sum());
      assertThat(SummaryJson.read(new ObjectMapper().readTree(SummaryJson.of(summary).text())))
          .isEqualTo(summary);
    }
  }

  private long published() {
    return world.store.files().keySet().stream()
        .map(StorePath::value)
        .filter(
            path ->
                path.startsWith(world.layout.destination() + "/")
                    || (path.startsWith("/camus/history/") && path.contains("/errors/")))
        .count();
  }

  private static void check(TopicSummary topic, List<PulledGroup> groups, RunSummary summary) {
    List<PulledGroup> own =
        groups.stream().filter(group -> group.topic().equals(topic.topic())).toList();
    assertThat(topic.messages() + topic.rejected() + topic.skipped() + topic.absent())
        .as("offsets of %s", topic)
        .isEqualTo(topic.offsets())
        .isEqualTo(own.stream().mapToLong(PulledGroup::offsets).sum());
    assertThat(topic.files()).isEqualTo(files(groups, topic.topic(), DataFile.Kind.DATA));
    assertThat(topic.deadLetterFiles())
        .isEqualTo(files(groups, topic.topic(), DataFile.Kind.DEAD_LETTER));
    assertThat((long) topic.partitions())
        .isEqualTo(
            own.stream()
                .flatMap(group -> group.ranges().stream())
                .map(range -> range.range().partition())
                .distinct()
                .count());
    List<Rejection> rows =
        summary.rejections().stream().filter(row -> row.topic().equals(topic.topic())).toList();
    assertThat(rows.stream().filter(Rejection::committed).mapToLong(Rejection::records).sum())
        .as("rejected of %s", topic)
        .isEqualTo(topic.rejected());
    assertThat(rows)
        .filteredOn(Rejection::committed)
        .allMatch(row -> row.of() == topic.messages() + topic.rejected() + topic.skipped());
    assertThat(rows).allMatch(row -> row.sample().isPresent());
    assertThat(rows).filteredOn(row -> !row.committed()).allMatch(row -> topic.lag() > 0);
  }
}
