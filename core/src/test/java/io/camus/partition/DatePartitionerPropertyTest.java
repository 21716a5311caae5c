package io.camus.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Partitioner.Bucket;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Buckets tile time, and no two share a directory. */
class DatePartitionerPropertyTest {
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> !id.startsWith("System"))
          .sorted()
          .toList();
  private static final long FIRST = -62_167_219_200_000L;
  private static final long LAST = 253_402_300_799_999L;

  @Property(tries = 2000)
  void bucketsTileTimeAndHaveADirectoryEach(@ForAll long seed) {
    Random random = new Random(seed);
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    DatePartitioner partitioner = partitioner(random, zone);
    long time = time(random, zone);
    Map<String, Long> seen = new HashMap<>();

    Bucket before = null;
    for (int i = 0; i < 40 && time >= FIRST && time <= LAST; i++) {
      Bucket bucket = partitioner.bucket(time);

      assertThat(bucket.contains(time)).isTrue();
      if (before != null) {
        assertThat(bucket.startMillis()).as("%s %s", zone, bucket).isEqualTo(before.endMillis());
      }
      assertThat(seen.put(bucket.directory(), bucket.startMillis()))
          .as("%s %s", zone, bucket)
          .isNull();
      for (long other : inside(random, bucket)) {
        assertThat(partitioner.bucket(other)).as("%s", zone).isEqualTo(bucket);
      }
      before = bucket;
      time = bucket.endMillis();
    }
  }

  private static long[] inside(Random random, Bucket bucket) {
    long length = bucket.endMillis() - bucket.startMillis();
    long start = Math.max(FIRST, bucket.startMillis());
    long end = Math.min(LAST, bucket.endMillis() - 1);
    long somewhere = bucket.startMillis() + Math.floorMod(random.nextLong(), length);
    return new long[] {start, end, Math.min(end, Math.max(start, somewhere))};
  }

  /** Mostly shortly before a clock change, else anywhere. */
  private static long time(Random random, ZoneId zone) {
    long any = FIRST + Math.floorMod(random.nextLong(), LAST - FIRST);
    long recent = Math.floorMod(random.nextLong(), 6_000_000_000_000L) - 3_000_000_000_000L;
    long time = random.nextInt(4) == 0 ? any : recent;
    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochMilli(time));
    if (change == null || random.nextInt(4) == 0) {
      return time;
    }
    return Math.min(LAST, change.toEpochSecond() * 1000 - random.nextInt(100_000_000));
  }

  private static DatePartitioner partitioner(Random random, ZoneId zone) {
    int[] minutes = {1, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440};
    String[] patterns = {
      "'dt='yyyy-MM-dd/'hour='HH",
      "xxxx/ww",
      "yyyy/MM",
      "yyyy",
      "yyyy/DDD",
      "yyyy-MM-dd-hh-a",
      "xxxx/ww/e",
      "yyyyMMddHHmm"
    };
    return random.nextInt(3) == 0
        ? DatePartitioner.pattern(patterns[random.nextInt(patterns.length)], Locale.ENGLISH, zone)
        : DatePartitioner.ofMinutes(minutes[random.nextInt(minutes.length)], "hourly", zone);
  }
}
