package io.camus.cli;

import io.camus.commit.CommitLog;
import io.camus.config.CamusConfig;
import io.camus.model.DataFile;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.WindowCount;
import io.camus.store.LocalStore;
import io.camus.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A commit log on disk, without the files that it names. */
final class WrittenLog {
  static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Uuid ID = new Uuid(1, 1);
  private static final DateTimeFormatter DIRECTORY =
      DateTimeFormatter.ofPattern("'hourly'/uuuu/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final CamusConfig config;
  private final Random random = new Random(1);
  private final Map<TopicPartition, Long> next = new HashMap<>();

  WrittenLog(CamusConfig config) {
    this.config = config;
  }

  /** A run that starts at a time, commits the entries and closes itself. */
  RunId run(Instant start, List<Pull> pulls) {
    RunId run = RunId.create(start, random);
    List<LogEntry> entries = new ArrayList<>();
    entries.add(new LogEntry.Opens(run, new RunOwner("local", "host", 1, start)));
    for (Pull pull : pulls) {
      TopicPartition partition = new TopicPartition(pull.topic(), pull.partition());
      if (!next.containsKey(partition)) {
        entries.add(
            new LogEntry.Sets(
                new NewPosition(partition, new PartitionPosition(ID, 0, 0), "first seen")));
      }
      entries.add(new LogEntry.Commits(run, pull.task(), pulled(partition, pull)));
    }
    entries.add(new LogEntry.Closes(run));
    append(run, start, entries);
    return run;
  }

  void append(RunId run, Instant at, List<LogEntry> entries) {
    CommitLog log =
        new CommitLog(
            new LocalStore(),
            Wiring.layoutOf(config),
            run,
            Optional.of(WINDOW),
            Clock.fixed(at, ZoneOffset.UTC),
            random);
    log.append(state -> entries);
    try {
      for (long number : log.unpublished()) {
        log.markPublished(number);
      }
      log.checkpointEvery(10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a task pulls of a partition: records of one window.
   *
   * @param bytes of keys and values, and of the file
   */
  record Pull(
      String topic,
      int partition,
      int task,
      Instant window,
      long records,
      long rejected,
      long bytes) {}

  private PulledGroup pulled(TopicPartition partition, Pull pull) {
    long from = next.getOrDefault(partition, 0L);
    long to = from + pull.records() + pull.rejected();
    next.put(partition, to);
    OffsetRange range = new OffsetRange(partition, ID, 0, from, to);
    long begin = pull.window().toEpochMilli();
    List<DataFile> files = new ArrayList<>();
    if (pull.records() > 0) {
      String name =
          String.format(
              Locale.ROOT, "%s+%d+%d+%d.avro", partition.topic(), partition.partition(), from, to);
      files.add(
          file(
              DataFile.Kind.DATA,
              "/data/" + partition.topic() + "/" + DIRECTORY.format(pull.window()) + "/" + name,
              range,
              pull.records(),
              pull.bytes(),
              begin));
    }
    if (pull.rejected() > 0) {
      files.add(
          file(
              DataFile.Kind.DEAD_LETTER,
              "/history/errors/" + partition + "+" + from,
              range,
              pull.rejected(),
              pull.bytes(),
              begin));
    }
    PulledRange result =
        new PulledRange(
            range,
            to,
            pull.records(),
            pull.rejected() == 0 ? Map.of() : Map.of(RejectionCause.MALFORMED, pull.rejected()),
            0,
            0,
            "sum64:0000000000000000",
            Optional.empty(),
            OptionalInt.empty(),
            pull.bytes(),
            Optional.empty(),
            Optional.empty());
    List<WindowCount> counts =
        pull.records() == 0
            ? List.of()
            : List.of(new WindowCount(begin, "web1", "shop", pull.records()));
    List<LeftOut> leftOut =
        pull.rejected() == 0
            ? List.of()
            : List.of(
                new LeftOut(
                    partition.partition(),
                    LeftOut.Reason.MALFORMED,
                    OptionalLong.of(begin),
                    from,
                    from + pull.rejected() - 1,
                    pull.rejected()));
    return new PulledGroup(List.of(result), files, counts, leftOut);
  }

  private static DataFile file(
      DataFile.Kind kind, String path, OffsetRange range, long records, long bytes, long begin) {
    return new DataFile(
        kind,
        "/staged" + path,
        path,
        List.of(new DataFile.Part(range, records)),
        bytes,
        begin,
        begin,
        "crc32c:00000000",
        "sum64:0000000000000000");
  }
}
