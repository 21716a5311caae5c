package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Partitioner;
import io.camus.spi.Partitioner.Bucket;
import io.camus.time.EventTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Partitioner} must do. Subclasses name its provider, the settings, and the zone
 * whose clock changes it has to handle.
 */
public abstract class PartitionerContractTest extends ProviderContractTest<PartitionerProvider> {
  private static final long SEED = 20_261_122;
  private static final int TIMES = 300;
  private static final int NEIGHBOURS = 60;
  private static final int THREADS = 8;
  private static final int NAME_BYTES = 255;
  private static final long YEAR_1970 = 0;
  private static final long YEAR_2100 = 4_102_444_800_000L;

  /** The zone of the directories; also set it in the settings. UTC by default. */
  protected ZoneId zone() {
    return ZoneOffset.UTC;
  }

  private Partitioner partitioner() {
    return provider().partitioner(topic());
  }

  /** Moments of 130 years, the ends of all time, and those around changes of the clock. */
  private List<Long> times() {
    Random random = new Random(SEED);
    List<Long> times = new ArrayList<>(List.of(EventTime.FIRST_MILLIS, EventTime.LAST_MILLIS));
    for (int i = 0; i < TIMES; i++) {
      long time = YEAR_1970 + (long) (random.nextDouble() * (YEAR_2100 - YEAR_1970));
      times.add(time);
      ZoneOffsetTransition change = zone().getRules().nextTransition(Instant.ofEpochMilli(time));
      if (change != null) {
        long millis = change.toEpochSecond() * 1000;
        times.addAll(List.of(millis - 1, millis, millis + 1, millis - 3_600_000, millis - 100_000));
      }
    }
    return times;
  }

  private static boolean isEventTime(long millis) {
    return millis >= EventTime.FIRST_MILLIS && millis <= EventTime.LAST_MILLIS;
  }

  @Test
  void everyTimeIsInItsBucket() {
    Partitioner partitioner = partitioner();
    for (long time : times()) {
      assertThat(partitioner.bucket(time).contains(time))
          .as("%s", Instant.ofEpochMilli(time))
          .isTrue();
    }
  }

  @Test
  void allTimesOfABucketHaveThatBucket() {
    Partitioner partitioner = partitioner();
    for (long time : times()) {
      Bucket bucket = partitioner.bucket(time);
      long middle = bucket.startMillis() / 2 + bucket.endMillis() / 2;
      for (long other : new long[] {bucket.startMillis(), middle, bucket.endMillis() - 1}) {
        if (isEventTime(other)) {
          assertThat(partitioner.bucket(other))
              .as("%s", Instant.ofEpochMilli(other))
              .isEqualTo(bucket);
        }
      }
    }
  }

  @Test
  void neighboursNeitherOverlapNorLeaveAGap() {
    Partitioner partitioner = partitioner();
    for (long time : times()) {
      Bucket bucket = partitioner.bucket(time);
      if (isEventTime(bucket.endMillis())) {
        assertThat(partitioner.bucket(bucket.endMillis()).startMillis())
            .as("the bucket after " + bucket)
            .isEqualTo(bucket.endMillis());
      }
    }
  }

  @Test
  void aDirectoryIsOneSpanOfTime() {
    Partitioner partitioner = partitioner();
    for (long time : times()) {
      Set<String> left = new HashSet<>();
      Bucket bucket = partitioner.bucket(time);
      for (int i = 0; i < NEIGHBOURS && isEventTime(bucket.endMillis()); i++) {
        Bucket next = partitioner.bucket(bucket.endMillis());
        if (!next.directory().equals(bucket.directory())) {
          left.add(bucket.directory());
          assertThat(left).as("directories before " + next).doesNotContain(next.directory());
        }
        bucket = next;
      }
    }
  }

  @Test
  void directoriesAreRelativePathsWithoutStepsUp() {
    Partitioner partitioner = partitioner();
    for (long time : times()) {
      String directory = partitioner.bucket(time).directory();
      assertThat(Arrays.asList(directory.split("/", -1)))
          .as(directory)
          .isNotEmpty()
          .allSatisfy(
              name -> {
                assertThat(name).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
                assertThat(name.chars()).noneMatch(Character::isISOControl);
                assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(NAME_BYTES + 1);
              });
    }
  }

  @Test
  void anotherInstanceHasTheSameBuckets() {
    Partitioner partitioner = partitioner();
    Partitioner other = partitioner();
    for (long time : times()) {
      assertThat(other.bucket(time)).isEqualTo(partitioner.bucket(time));
    }
  }

  @Test
  void manyThreadsGetTheSameBuckets() throws Exception {
    Partitioner partitioner = partitioner();
    List<Long> times = times();
    List<Bucket> expected = times.stream().map(partitioner::bucket).toList();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<Bucket>>> found = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        found.add(threads.submit(() -> times.stream().map(partitioner::bucket).toList()));
      }
      for (Future<List<Bucket>> buckets : found) {
        assertThat(buckets.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
