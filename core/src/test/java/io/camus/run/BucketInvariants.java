package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.Trackers;
import io.camus.model.BucketMarker;
import io.camus.model.CommitRecord;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.spi.StorePath;
import io.camus.wire.MarkerFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;

/** What must hold of complete buckets and their markers (docs/protocol.md, "Complete buckets"). */
final class BucketInvariants {
  private final World world;
  private final SortedMap<StorePath, byte[]> files;
  private final List<CommitRecord> records;
  private final Trackers trackers;

  /**
   * @param files of the store, by path
   * @param records of the log, in order
   * @param trackers the state after them
   */
  BucketInvariants(
      World world,
      SortedMap<StorePath, byte[]> files,
      List<CommitRecord> records,
      Trackers trackers) {
    this.world = world;
    this.files = files;
    this.records = records;
    this.trackers = trackers;
  }

  static boolean isMarker(StorePath path) {
    return path.name().equals(World.MARKER);
  }

  /** I8: a marker says what is true, at any moment. */
  void checkAlways() {
    files.keySet().stream().filter(BucketInvariants::isMarker).forEach(this::check);
  }

  private void check(StorePath path) {
    BucketMarker marker = read(path);
    assertThat(marker.directory()).as("I8: directory of %s", path).isEqualTo(path.parent().value());
    Instant limit = marker.end().plus(marker.settle());
    world.produced.stream()
        .filter(it -> it.at().partition().topic().equals(marker.topic()))
        .filter(it -> it.eventMillis() >= marker.begin().toEpochMilli())
        .filter(it -> it.eventMillis() < marker.end().toEpochMilli())
        .filter(it -> it.appended().isBefore(limit))
        .filter(it -> !wasGoneBefore(it))
        .forEach(it -> assertThat(isCommitted(it.at())).as("I8: %s holds %s", path, it).isTrue());
    checkTiers(path, marker);
    long sum = 0;
    for (CommitRecord record : records.subList(0, (int) marker.record())) {
      for (DataFile file : record.files().toList()) {
        StorePath destination = new StorePath(file.destination());
        if (destination.parent().equals(path.parent())) {
          sum += file.records();
          assertThat(
                  files.containsKey(destination)
                      || files.containsKey(new StorePath(Invariants.MOVED + destination.name())))
              .as("I8: %s is visible beside %s", destination, path)
              .isTrue();
        }
      }
    }
    assertThat(marker.records()).as("I8: records in %s", path).isEqualTo(sum);
  }

  /** A tier has counted what the brokers held when the first marker was written. */
  private void checkTiers(StorePath path, BucketMarker marker) {
    assertThat(marker.tiers()).as("I8: tiers of %s", path).isEqualTo(world.tiers);
    for (String tier : marker.tiers()) {
      long counted =
          world.published.entrySet().stream()
              .filter(it -> it.getKey().tier().equals(tier))
              .filter(it -> it.getKey().topic().equals(marker.topic()))
              .filter(it -> it.getKey().beginMillis() >= marker.begin().toEpochMilli())
              .filter(it -> it.getKey().beginMillis() < marker.end().toEpochMilli())
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(counted)
          .as("I8: tier %s counted what %s has", tier, path)
          .isEqualTo(marker.records() - marker.lateRecords());
    }
  }

  private BucketMarker read(StorePath path) {
    try {
      return MarkerFile.read(new ByteArrayInputStream(files.get(path)), path.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the record was deleted, by retention or with its topic, before the first run. */
  private boolean wasGoneBefore(World.Produced produced) {
    TopicPartition partition = produced.at().partition();
    for (CommitRecord record : records) {
      boolean begins = false;
      boolean pulls = false;
      for (LogEntry entry : record.entries()) {
        begins |=
            entry instanceof LogEntry.Tracks tracks && tracks.topic().equals(partition.topic());
        pulls |=
            entry instanceof LogEntry.Sets sets
                && sets.position().partition().equals(partition)
                && sets.position().position().topicId().equals(produced.at().topicId())
                && sets.position().position().next() <= produced.at().from();
      }
      if (begins) {
        return !pulls && !produced.appended().isAfter(record.header().writtenAt());
      }
    }
    return false;
  }

  /** Whether a range of the log has an offset, in any generation. */
  private boolean isCommitted(OffsetRange offset) {
    return records.stream()
        .flatMap(CommitRecord::commits)
        .flatMap(it -> it.pulled().ranges().stream())
        .map(it -> it.range())
        .anyMatch(
            it ->
                it.partition().equals(offset.partition())
                    && it.topicId().equals(offset.topicId())
                    && it.from() <= offset.from()
                    && it.to() >= offset.to());
  }

  /** After a run that nothing disturbed: all settled buckets are closed, and have their markers. */
  void checkAtRest() {
    Instant settled = world.clock.instant().minus(World.SETTLE).truncatedTo(ChronoUnit.HOURS);
    trackers
        .topics()
        .forEach(
            (topic, tracked) -> {
              if (world.kafka.topics().stream().anyMatch(it -> it.name().equals(topic))) {
                assertThat(tracked.until()).as("I8: %s is closed until", topic).contains(settled);
              }
            });
    Map<StorePath, Long> expected = new HashMap<>();
    for (CommitRecord record : records) {
      for (Completion completion : record.completions().toList()) {
        for (Bucket bucket : completion.buckets()) {
          StorePath path = new StorePath(bucket.sums().directory()).child(World.MARKER);
          if (bucket.verdict() == Verdict.COMPLETE || expected.containsKey(path)) {
            expected.put(path, record.number());
          }
        }
      }
    }
    Map<StorePath, Long> found = new HashMap<>();
    files.keySet().stream()
        .filter(BucketInvariants::isMarker)
        .forEach(path -> found.put(path, read(path).record()));
    assertThat(found).as("I8: markers and their records").isEqualTo(expected);
  }
}
