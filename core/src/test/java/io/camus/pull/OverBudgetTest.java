package io.camus.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Layout;
import io.camus.commit.PercentBudget;
import io.camus.commit.PercentBudget.Limits;
import io.camus.config.FileScope;
import io.camus.config.LineBreakPolicy;
import io.camus.config.NullValuePolicy;
import io.camus.count.Counting;
import io.camus.decode.TextDecoder;
import io.camus.format.Lines;
import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.partition.DatePartitioner;
import io.camus.spi.Decoded;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;
import io.camus.staging.OpenLimits;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** Topics of which so many records are bad that nothing of them will be committed. */
class OverBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-000001");
  private static final int A_POLL = 10;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private Limits limits = new Limits(Optional.of(10.0), 10);

  /** What a topic's records are: good, or rejected for a cause. */
  private static final String GOOD = "good";

  private List<PulledGroup> pull(
      List<OffsetRange> ranges, List<List<String>> records, Map<String, Long> offsetsOfTopics)
      throws IOException, InterruptedException {
    Layout layout =
        new Layout(
            new StorePath("/exec"),
            new StorePath("/history"),
            new StorePath("/data"),
            Optional.empty());
    ScriptedSource source = new ScriptedSource();
    for (int from = 0;
        from < records.stream().mapToInt(List::size).max().orElse(0);
        from += A_POLL) {
      int first = from;
      source.poll(
          visitor -> {
            for (int range = 0; range < records.size(); range++) {
              int end = Math.min(first + A_POLL, records.get(range).size());
              for (int offset = first; offset < end; offset++) {
                source.record(
                    visitor, range, offset, NOW.toEpochMilli(), records.get(range).get(offset));
              }
              visitor.position(range, end);
            }
          });
    }
    TextDecoder texts = new TextDecoder(Lines.BREAK, LineBreakPolicy.ESCAPE);
    TaskAttempt attempt =
        new TaskAttempt(
            new MemoryStore(clock),
            layout,
            new TaskAttempt.Settings(
                new PullLimits(
                    Optional.empty(), Optional.empty(), Optional.empty(), NOW, Duration.ofHours(1)),
                new OpenLimits(10, Long.MAX_VALUE),
                Optional.of(new Counting(Duration.ofMinutes(10), it -> false, 10_000)),
                0),
            topic ->
                new TopicPull(
                    record -> {
                      Decoded decoded = texts.decode(record);
                      String text =
                          StandardCharsets.UTF_8.decode(record.value().duplicate()).toString();
                      return text.equals(GOOD)
                          ? decoded
                          : new Decoded.Rejected(RejectionCause.valueOf(text), "bad");
                    },
                    new GroupFiles.Destination(
                        DatePartitioner.hourly("hourly", ZoneOffset.UTC),
                        layout.destination().child(topic),
                        Lines.TEXT,
                        Long.MAX_VALUE),
                    NullValuePolicy.DEAD_LETTER,
                    FileScope.PARTITION,
                    limits),
            source::open,
            clock,
            System::nanoTime);
    List<PlannedRange> planned = ranges.stream().map(PlannedRange::of).toList();
    return attempt
        .pull(RUN, new Split(0, planned, offsetsOfTopics), "attempt", new SilentProgress())
        .groups();
  }

  private static OffsetRange range(String topic, int partition, long to) {
    return new OffsetRange(new TopicPartition(topic, partition), new Uuid(1, 1), 0, 0, to);
  }

  private static List<String> records(int bad, int good) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < bad + good; i++) {
      records.add(i < bad ? "MALFORMED" : GOOD);
    }
    return records;
  }

  private static PulledRange only(PulledGroup group) {
    assertThat(group.ranges()).hasSize(1);
    return group.ranges().get(0);
  }

  @Test
  void aTopicIsLeftOnceEvenAPerfectRestCannotMeetTheBudgetAndTheOthersGoOn()
      throws IOException, InterruptedException {
    List<PulledGroup> pulled =
        pull(
            List.of(range("rotten", 0, 100), range("rotten", 1, 100), range("well", 0, 100)),
            List.of(records(100, 0), records(0, 100), records(10, 90)),
            Map.of("rotten", 200L, "well", 100L));

    // 20 of 200 are allowed; the rest of the poll that brings the 21st is left out.
    assertThat(only(pulled.get(0)).range().to()).isEqualTo(21);
    assertThat(only(pulled.get(0)).unfinished())
        .contains(
            new Unfinished(
                Reason.OVER_BUDGET,
                "21 records were rejected, more than the error budget allows for 200 offsets"));
    assertThat(only(pulled.get(1)).range().to()).isEqualTo(30);
    assertThat(pulled.get(2).written()).isEqualTo(90);
    assertThat(only(pulled.get(2)).unfinished()).isEmpty();
    assertThat(new PercentBudget(topic -> limits).violation("rotten", pulled.subList(0, 2)))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("21 of 51 records (41.176 %) cannot be decoded")
                    .endsWith(
                        "; stopped after 51 of 200 offsets, because the rest could not bring it"
                            + " back under the limit"));
  }

  @Test
  void whatOtherTasksPullMayStillMeetTheBudget() throws IOException, InterruptedException {
    for (Map<String, Long> offsets : List.of(Map.of("clicks", 1000L), Map.<String, Long>of())) {
      List<PulledGroup> pulled =
          pull(List.of(range("clicks", 0, 100)), List.of(records(100, 0)), offsets);
      assertThat(only(pulled.get(0)).range().to()).isEqualTo(100);
      assertThat(only(pulled.get(0)).unfinished()).isEmpty();
    }
  }

  /** Two tasks of a topic, each with its own mixture of good and bad records. */
  @Property(tries = 150)
  void theVerdictIsThatOfTheWholeTopic(@ForAll long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    limits =
        new Limits(
            random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextDouble() * 60),
            random.nextDouble() * 60);
    PercentBudget budget = new PercentBudget(topic -> limits);
    List<PulledGroup> whole = new ArrayList<>();
    List<PulledGroup> early = new ArrayList<>();
    List<List<String>> tasks = List.of(mixture(random), mixture(random));
    long total = tasks.stream().mapToLong(List::size).sum();
    for (int task = 0; task < tasks.size(); task++) {
      List<OffsetRange> ranges = List.of(range("clicks", task, tasks.get(task).size()));
      List<List<String>> records = List.of(tasks.get(task));
      whole.addAll(pull(ranges, records, Map.of()));
      early.addAll(pull(ranges, records, Map.of("clicks", total)));
    }

    boolean stopped = early.stream().anyMatch(group -> only(group).unfinished().isPresent());
    boolean violated = budget.violation("clicks", whole).isPresent();
    Statistics.label("violated, stopped").collect(violated, stopped);
    assertThat(budget.violation("clicks", early).isPresent()).isEqualTo(violated);
    assertThat(stopped && !violated).isFalse();
  }

  private static List<String> mixture(Random random) {
    int rotten = random.nextInt(100);
    List<RejectionCause> causes = List.of(RejectionCause.values());
    List<String> records = new ArrayList<>();
    for (int i = random.nextInt(80); i >= 0; i--) {
      records.add(
          random.nextInt(100) >= rotten ? GOOD : causes.get(random.nextInt(causes.size())).name());
    }
    return records;
  }
}
