package io.camus.commit;

import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.append;

import io.camus.model.DataFile;
import io.camus.model.DataFile.Kind;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A commit log that grows at random: runs open, commit and close, positions are set, records are
 * marked. What it has committed is kept in a list.
 */
final class RandomCommits {
  static final List<String> TOPICS = List.of("clicks", "views", "a.b");
  static final int PARTITIONS = 3;
  static final int HOURS = 3;

  final List<LiveFile> committed = new ArrayList<>();
  private final Workplace place;
  private final CommitLog log;
  private final Random random;
  private int names;

  RandomCommits(Workplace place, Random random) {
    this.place = place;
    this.log = place.log();
    this.random = random;
  }

  /** The directory of an hour's files below their topic's. */
  static String bucket(int hour) {
    return "hourly/2026/11/22/1" + hour;
  }

  /** The number of the last record. */
  long number() {
    return log.state().number();
  }

  /** Appends a record, or makes a mark or a checkpoint. */
  void grow() throws IOException {
    switch (random.nextInt(12)) {
      case 0, 1 -> append(log, new LogEntry.Opens(Workplace.run((int) number() + 1), OWNER));
      case 2 -> set();
      case 3 -> close();
      case 4, 5 -> mark();
      case 6 -> log.checkpointEvery(1);
      default -> commit();
    }
  }

  private TopicPartition partition() {
    return new TopicPartition(
        TOPICS.get(random.nextInt(TOPICS.size())), random.nextInt(PARTITIONS));
  }

  private void set() {
    TopicPartition partition = partition();
    PartitionPosition known = log.state().positions().get(partition);
    int generation = known == null ? 0 : known.generation() + 1 + random.nextInt(2);
    append(
        log,
        new LogEntry.Sets(
            new NewPosition(
                partition,
                new PartitionPosition(Workplace.TOPIC_ID, generation, random.nextInt(20)),
                "at random")));
  }

  private void close() {
    List<RunId> open = List.copyOf(log.state().openRuns().keySet());
    if (!open.isEmpty()) {
      append(log, new LogEntry.Closes(open.get(random.nextInt(open.size()))));
    }
  }

  private void mark() throws IOException {
    List<Long> waiting = log.unpublished();
    if (!waiting.isEmpty()) {
      long number = waiting.get(random.nextInt(waiting.size()));
      log.markPublished(number);
      committed.replaceAll(
          it -> it.record() == number ? new LiveFile(it.file(), number, true) : it);
    }
  }

  private void commit() {
    List<RunId> open = List.copyOf(log.state().openRuns().keySet());
    List<LogEntry> entries = new ArrayList<>();
    for (String topic : TOPICS) {
      List<OffsetRange> ranges = new ArrayList<>();
      log.state()
          .positions()
          .forEach(
              (partition, position) -> {
                if (partition.topic().equals(topic) && random.nextBoolean()) {
                  ranges.add(
                      new OffsetRange(
                          partition,
                          position.topicId(),
                          position.generation(),
                          position.next(),
                          position.next() + 1 + random.nextInt(6)));
                }
              });
      if (!ranges.isEmpty() && !open.isEmpty()) {
        RunId run = open.get(random.nextInt(open.size()));
        entries.add(new LogEntry.Commits(run, entries.size(), pulled(topic, ranges)));
      }
    }
    if (!entries.isEmpty()) {
      append(log, entries.toArray(LogEntry[]::new));
    }
  }

  /**
   * Each offset goes to the shared file of an hour, to its partition's dead letters, or nowhere.
   */
  private PulledGroup pulled(String topic, List<OffsetRange> ranges) {
    List<PulledRange> pulled = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    Map<Integer, List<Part>> hours = new TreeMap<>();
    for (OffsetRange range : ranges) {
      Map<Integer, List<Long>> places = new TreeMap<>();
      for (long offset = range.from(); offset < range.to(); offset++) {
        places.computeIfAbsent(random.nextInt(HOURS + 2), it -> new ArrayList<>()).add(offset);
      }
      places.remove(HOURS + 1);
      List<Long> rejected = places.remove(HOURS);
      places.forEach(
          (hour, offsets) ->
              hours.computeIfAbsent(hour, it -> new ArrayList<>()).add(part(range, offsets)));
      if (rejected != null) {
        files.add(file(Kind.DEAD_LETTER, "/history/errors", List.of(part(range, rejected))));
      }
      pulled.add(
          Workplace.pulled(
              range,
              places.values().stream().mapToLong(List::size).sum(),
              rejected == null
                  ? Map.of()
                  : Map.of(RejectionCause.MALFORMED, (long) rejected.size()),
              OptionalInt.empty(),
              0));
    }
    hours.forEach((hour, parts) -> files.add(file(Kind.DATA, directory(topic, hour), parts)));
    files.forEach(it -> committed.add(new LiveFile(it, number() + 1, false)));
    return new PulledGroup(pulled, files, List.of());
  }

  private String directory(String topic, int hour) {
    StorePath path = place.layout.destination().child(topic).child(bucket(hour));
    return (random.nextBoolean() ? "hdfs://nn" : "") + path;
  }

  private static Part part(OffsetRange range, List<Long> offsets) {
    OffsetRange own =
        new OffsetRange(
            range.partition(),
            range.topicId(),
            range.generation(),
            offsets.get(0),
            offsets.get(offsets.size() - 1) + 1);
    return new Part(own, offsets.size());
  }

  private DataFile file(Kind kind, String directory, List<Part> parts) {
    names++;
    return new DataFile(
        kind,
        String.format(Locale.ROOT, "/staged/%d", names),
        String.format(Locale.ROOT, "%s/%d.avro", directory, names),
        parts,
        names,
        names,
        names + 1L,
        "crc32c:00000000",
        Workplace.NO_RECORDS);
  }
}
