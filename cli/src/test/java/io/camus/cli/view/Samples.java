package io.camus.cli.view;

import io.camus.model.OffsetRange;
import io.camus.model.PlannedRange;
import io.camus.model.Problem;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.report.Rejection;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.setup.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Summaries and plans for the tests of pages. */
public final class Samples {
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Uuid TOPIC_ID = new Uuid(1, 2);

  private Samples() {}

  public static RunSummary summary(Problem... problems) {
    return summary(
        List.of(
            topic("clicks.web", 600_000, 0, 0),
            topic("orders", 402_115, 5, 0),
            topic("page_views", 1_000, 0, 12_345)),
        problems);
  }

  public static RunSummary summary(List<TopicSummary> topics, Problem... problems) {
    return summary(
        topics,
        topics.stream().filter(topic -> topic.rejected() > 0).map(Samples::rejection).toList(),
        problems);
  }

  private static RunSummary summary(
      List<TopicSummary> topics, List<Rejection> rejections, Problem... problems) {
    return new RunSummary(
        Optional.of(new RunId("2026-11-22-14-05-59-3f09ac")),
        Instant.parse("2026-11-22T14:05:59Z"),
        Duration.ofMillis(41_250),
        8,
        topics,
        rejections,
        4,
        List.of(problems),
        List.of(42L, 43L),
        List.of("run 2026-11-22-13-00-00-000001 was closed: 3 of its tasks were committed"),
        Optional.empty(),
        Optional.empty(),
        Optional.of(RunListener.Stage.SETUP),
        Map.of(),
        List.of());
  }

  /** A run of one topic with null values that became dead letters, beside malformed ones. */
  public static RunSummary summaryWithNulls(long malformed, long nulls) {
    List<Rejection> rejections = new ArrayList<>();
    rejections.add(rejection(RejectionCause.NULL_VALUE, nulls));
    if (malformed > 0) {
      rejections.add(rejection(RejectionCause.MALFORMED, malformed));
    }
    return summary(List.of(topic("orders", 1_000, malformed + nulls, 0)), rejections);
  }

  private static Rejection rejection(RejectionCause cause, long records) {
    return new Rejection("orders", cause, records, 2_000, true, Optional.empty());
  }

  public static TopicSummary topic(String name, long messages, long rejected, long lag) {
    return new TopicSummary(
        name,
        8,
        messages,
        messages * 163,
        96,
        rejected == 0 ? 0 : 1,
        rejected,
        0,
        0,
        lag,
        0,
        Optional.of(TEN),
        Optional.of(TEN.plus(Duration.ofMinutes(359))),
        Optional.empty());
  }

  static Rejection rejection(TopicSummary topic) {
    return new Rejection(
        topic.topic(),
        RejectionCause.MALFORMED,
        topic.rejected(),
        topic.messages() + topic.rejected(),
        true,
        Optional.of(
            new Rejection.Sample(
                topic.topic() + "-6@12447",
                "byte 0 is 0x7b: the registry's wire format starts with 0x00",
                Optional.of(
                    "starts with 0x7b, looks like JSON: set camus.message.decoder.class."
                        + topic.topic()
                        + "=json"))));
  }

  public static Plan plan(int partitions) {
    List<PlannedRange> ranges = new ArrayList<>();
    List<Plan.Line> lines = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      TopicPartition partition = new TopicPartition("clicks.web", i);
      ranges.add(
          new PlannedRange(
              new OffsetRange(partition, TOPIC_ID, 0, 1_000, 76_000),
              12_300_000,
              OptionalInt.empty(),
              PlannedRange.Begin.AT_POSITION));
      lines.add(
          new Plan.Line(
              partition,
              OptionalLong.of(1_000),
              OptionalLong.of(76_000),
              12_300_000,
              List.of(0),
              Optional.empty(),
              Optional.empty()));
    }
    lines.add(
        new Plan.Line(
            new TopicPartition("secret", 0),
            OptionalLong.empty(),
            OptionalLong.of(5),
            100,
            List.of(),
            Optional.of("kafka.blacklist.topics has secret"),
            Optional.empty()));
    return new Plan(
        List.of(new Split(0, ranges, Map.of())),
        List.of(),
        lines,
        List.of(new Problem(Problem.Severity.NOTICE, "clicks.web", "is new; starts at earliest")));
  }
}
