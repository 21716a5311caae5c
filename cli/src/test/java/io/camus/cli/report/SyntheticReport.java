package io.camus.cli.report;

import io.camus.books.Verdict;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.cli.report.DeadLetters.Sample;
import io.camus.cli.report.Files.SizeBin;
import io.camus.cli.report.RunRow.Skew;
import io.camus.cli.report.Waterfall.TierSum;
import io.camus.complete.CompletionQuery;
import io.camus.model.HeldBack;
import io.camus.model.PartitionPosition;
import io.camus.model.Problem;
import io.camus.model.RejectionCause;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.TimeToLoss;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary.TopicSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A report of made-up topics: the same for the same seed, of any size, with every kind of row. */
public final class SyntheticReport {
  /** When it was made; not at the begin of an hour. */
  public static final Instant NOW = Instant.parse("2026-11-22T14:23:05Z");

  private final Random random;
  private final int topics;
  private final HourSpan span;
  private final int partitions;
  private final int runs;
  private final int files;

  private SyntheticReport(long seed, int topics, int hours, int partitions, int runs, int files) {
    this.random = new Random(seed);
    this.topics = topics;
    this.span = HourSpan.of(NOW.minus(Duration.ofHours(hours - 1)), NOW);
    this.partitions = partitions;
    this.runs = runs;
    this.files = files;
  }

  /** 500 topics by 72 hours, 8 partitions each, 288 runs, 20,000 files. */
  public static Report large() {
    return new SyntheticReport(1, 500, 72, 8, 288, 20_000).report();
  }

  /** 8 topics by 24 hours, 3 partitions each, 20 runs, 300 files. */
  public static Report small() {
    return new SyntheticReport(2, 8, 24, 3, 20, 300).report();
  }

  /** No topics, no runs, no Kafka. */
  public static Report empty() {
    Report report = new SyntheticReport(3, 0, 24, 0, 0, 0).report();
    return new Report(
        report.made(),
        report.span(),
        new Headline(Tone.WARNING, "UNKNOWN", "no topics in the commit log"),
        List.of(new Gap(Gap.Part.POSITIONS, "Kafka was not asked (--no-kafka).")),
        List.of(),
        List.of(),
        Waterfall.NONE,
        Optional.empty(),
        report.runs(),
        Files.NONE,
        DeadLetters.NONE,
        List.of());
  }

  private Report report() {
    List<TopicReport> all = new ArrayList<>();
    for (int i = 0; i < topics; i++) {
      all.add(topic(i));
    }
    Waterfall total =
        all.stream().map(TopicReport::waterfall).reduce(Waterfall.NONE, Waterfall::plus);
    return new Report(
        new Made(
            NOW,
            "camus 0.1.0",
            "hdfs://namenode:8020/data/kafka",
            "hdfs://namenode:8020/data/kafka/.camus/exec/commits",
            ZoneOffset.UTC,
            Optional.empty()),
        span,
        new Headline(Tone.BAD, "NOT BALANCED", "windows: 17 missing, 4 surplus, 35,979 complete"),
        List.of(
            new Gap(
                Gap.Part.COMPLETENESS,
                "camus.complete is not true for topic-0007-orders: its hours have no proof in the"
                    + " commit log.")),
        List.of(
            new Problem(
                Problem.Severity.DATA,
                "topic-0003-<b>payments</b>",
                "missing 1,204 in 2 windows; camus audit explain shows where"),
            new Problem(
                Problem.Severity.WARNING,
                "run 2026-11-22-14-05-59-3f09ac",
                "died; the next run completes its work")),
        all,
        total,
        Optional.of(positions()),
        new Runs(runRows(), new Omitted(12, "camus history -n 0")),
        fileRows(),
        deadLetters(),
        List.of(new TerminalPage("camus audit", new Page().heading("Made up"))));
  }

  private String name(int i) {
    String[] kinds = {"clicks", "page-views", "orders", "<b>payments</b>", "logs.web", "metrics"};
    return String.format(Locale.ROOT, "topic-%04d-%s", i, kinds[i % kinds.length]);
  }

  private TopicReport topic(int i) {
    List<Hour> hours = new ArrayList<>();
    boolean audited = i % 5 != 4;
    boolean tracked = i % 7 != 6;
    for (int hour = 0; hour < span.hours(); hour++) {
      hours.add(hour(hour, audited, tracked));
    }
    Waterfall sum =
        hours.stream().flatMap(it -> it.counts().stream()).reduce(Waterfall.NONE, Waterfall::plus);
    return new TopicReport(
        name(i),
        tracked ? Optional.of(span.begin(span.hours() - 2)) : Optional.empty(),
        Optional.of(audited ? "complete" : "unaudited"),
        sum,
        hours);
  }

  private Hour hour(int hour, boolean audited, boolean tracked) {
    if (random.nextInt(20) == 0) {
      return Hour.NOTHING;
    }
    boolean last = hour >= span.hours() - 1;
    Verdict.State state = audited ? state(hour) : Verdict.State.UNAUDITED;
    long sent = 1 + random.nextLong(2_000_000);
    long difference = 1 + random.nextLong(sent);
    long held =
        state == Verdict.State.MISSING
            ? sent - difference
            : state == Verdict.State.SURPLUS ? sent + difference : sent;
    long leftOut = random.nextInt(10) == 0 ? Math.min(held, 1 + random.nextLong(50)) : 0;
    long late = random.nextInt(30) == 0 ? Math.min(held - leftOut, 700) : 0;
    List<TierSum> tiers =
        audited
            ? List.of(new TierSum("gateway", sent, held), new TierSum("producer", sent, held))
            : List.of();
    CompletionQuery.State bucket =
        last
            ? CompletionQuery.State.OPEN
            : random.nextInt(200) == 0
                ? CompletionQuery.State.UNPROVEN
                : CompletionQuery.State.COMPLETE;
    return new Hour(
        Optional.of(state),
        state == Verdict.State.MISSING ? difference : 0,
        state == Verdict.State.SURPLUS ? difference : 0,
        state == Verdict.State.UNKNOWN ? "tier gateway has no counts of this window" : "",
        tracked ? Optional.of(bucket) : Optional.empty(),
        Optional.of(new Waterfall(tiers, held, leftOut, held - leftOut, late)),
        1 + random.nextInt(4),
        held - leftOut,
        (held - leftOut) * 37);
  }

  private Verdict.State state(int hour) {
    if (hour == span.hours() - 1) {
      return Verdict.State.OPEN;
    }
    if (hour == span.hours() - 2) {
      return Verdict.State.SETTLING;
    }
    return switch (random.nextInt(300)) {
      case 0 -> Verdict.State.MISSING;
      case 1 -> Verdict.State.SURPLUS;
      case 2 -> Verdict.State.UNKNOWN;
      default -> Verdict.State.COMPLETE;
    };
  }

  private Positions positions() {
    List<PositionLine> lines = new ArrayList<>();
    for (int i = 0; i < topics; i++) {
      for (int p = 0; p < partitions; p++) {
        lines.add(line(new TopicPartition(name(i), p), i == 0 && p == 0));
      }
    }
    return new Positions(
        NOW,
        lines,
        lines.stream().mapToLong(PositionLine::lag).sum(),
        lines.stream().mapToLong(PositionLine::heldBackOffsets).sum(),
        lines.stream().mapToLong(PositionLine::lost).sum(),
        new Omitted(0, "camus offsets --all"));
  }

  private PositionLine line(TopicPartition partition, boolean lost) {
    long position = random.nextInt(1_000_000_000);
    long lag = lost ? 5_000 : random.nextInt(3) == 0 ? random.nextInt(100_000) : 0;
    long heldBack = random.nextInt(40) == 0 ? 1 + random.nextLong(500) : 0;
    long end = position + lag;
    Optional<Duration> behind =
        lag + heldBack > 0
            ? Optional.of(Duration.ofSeconds(1 + random.nextInt(50_000)))
            : Optional.empty();
    TimeToLoss loss =
        lost
            ? new TimeToLoss(TimeToLoss.Kind.LOST, Optional.of(Duration.ZERO))
            : behind.isEmpty()
                ? new TimeToLoss(TimeToLoss.Kind.NOTHING_THERE, Optional.empty())
                : new TimeToLoss(
                    random.nextBoolean() ? TimeToLoss.Kind.BY_TIME : TimeToLoss.Kind.BY_SIZE,
                    Optional.of(Duration.ofHours(1 + random.nextInt(160))));
    return new PositionLine(
        partition,
        lost ? PositionStatus.LOST : PositionStatus.PULLED,
        Optional.of(new PartitionPosition(Uuid.ZERO_UUID, 0, position)),
        OptionalLong.of(lost ? position + 1_204 : Math.max(0, position - 10_000_000)),
        OptionalLong.of(end),
        lag,
        lost ? 1_204 : 0,
        heldBack == 0
            ? Optional.empty()
            : Optional.of(new HeldBack(partition, end, end + heldBack, Optional.empty())),
        behind.map(NOW::minus),
        behind,
        loss,
        lost ? Optional.of("1,204 offsets are gone") : Optional.empty());
  }

  private List<RunRow> runRows() {
    io.camus.history.Verdict[] verdicts = io.camus.history.Verdict.values();
    List<RunRow> rows = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Instant start = NOW.minus(Duration.ofMinutes(18 + 15L * i));
      boolean usual = i % 11 != 10;
      io.camus.history.Verdict verdict =
          usual ? io.camus.history.Verdict.DONE : verdicts[i / 11 % verdicts.length];
      rows.add(run(i, start, verdict));
    }
    return rows;
  }

  private RunRow run(int i, Instant start, io.camus.history.Verdict verdict) {
    Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
    Duration all = Duration.ZERO;
    for (Stage stage : Stage.values()) {
      Duration time =
          Duration.ofMillis(stage == Stage.PULL ? 30_000 + random.nextInt(90_000) : 200);
      stages.put(stage, time);
      all = all.plus(time);
    }
    long messages = 100_000 + random.nextLong(3_000_000);
    boolean known = verdict.compareTo(io.camus.history.Verdict.PARTLY) <= 0;
    return new RunRow(
        String.format(Locale.ROOT, "%s-%06x", RUN.format(start), i),
        start,
        known ? Optional.of(all) : Optional.empty(),
        verdict,
        known ? "" : "at pull, the broker did not answer",
        known ? stages : Map.of(),
        known ? OptionalInt.of(16) : OptionalInt.empty(),
        known ? Optional.of(summary(messages)) : Optional.empty(),
        known ? List.of(1_000L - i) : List.of(),
        known
            ? Optional.of(new Skew(16, messages * 2, messages * 7, name(0) + "-0", messages * 5))
            : Optional.empty());
  }

  private static final java.time.format.DateTimeFormatter RUN =
      java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private TopicSummary summary(long messages) {
    return new TopicSummary(
        "total",
        topics * partitions,
        messages,
        messages * 37,
        topics,
        2,
        random.nextInt(90),
        random.nextInt(10),
        3,
        0,
        0,
        Optional.of(NOW.minus(Duration.ofHours(2))),
        Optional.of(NOW),
        Optional.empty());
  }

  private Files fileRows() {
    if (topics == 0) {
      return Files.NONE;
    }
    List<FileRow> rows = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      int topic = (int) ((long) i * topics / files);
      int hour = i % span.hours();
      long records = 1 + random.nextLong(2_000_000);
      int partition = random.nextInt(partitions);
      boolean shared = i % 9 == 0;
      rows.add(
          new FileRow(
              name(topic),
              hour,
              "hourly/" + DIRECTORY.format(span.begin(hour)),
              String.format(
                  Locale.ROOT,
                  "%s+%d+%d+%d+%d.avro",
                  name(topic),
                  partition,
                  1_000_000L * i,
                  1_000_000L * i + records,
                  records),
              shared ? List.of(0, 1, 2) : List.of(partition),
              records,
              records * 37,
              700 + i % 300,
              i % 400 != 399));
    }
    return new Files(
        files + 1_234,
        rows.stream().mapToLong(FileRow::records).sum() + 1_234_000,
        rows.stream().mapToLong(FileRow::bytes).sum() + 45_658_000,
        rows,
        List.of(
            new SizeBin(1 << 16, 1 << 18, files / 10, files * 10_000L),
            new SizeBin(1 << 20, 1 << 22, files / 2, files * 1_000_000L),
            new SizeBin(1 << 24, 1 << 26, files - files / 2 - files / 10, files * 10_000_000L)),
        new Omitted(1_234, "camus files TOPIC"));
  }

  private static final java.time.format.DateTimeFormatter DIRECTORY =
      java.time.format.DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DeadLetters deadLetters() {
    List<DeadLetters.Row> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(30, topics); i++) {
      RejectionCause cause = List.of(RejectionCause.values()).get(i % 4);
      rows.add(
          new DeadLetters.Row(
              name(i),
              cause,
              3_000 - 100L * i,
              i != 7,
              1 + i % 4,
              List.of(
                  new Sample(
                      name(i) + "-1@" + (1_000 + i),
                      "not JSON: unexpected character <script>alert(1)</script> at byte 17",
                      i % 2 == 0 ? Optional.of("it looks like Avro") : Optional.empty(),
                      "2026-11-22-14-05-59-3f09ac",
                      i == 7
                          ? Optional.empty()
                          : Optional.of(
                              "hdfs://namenode:8020/history/run/errors/" + name(i) + "+1.dl")))));
    }
    return new DeadLetters(rows, new Omitted(0, "camus history RUN"));
  }
}
