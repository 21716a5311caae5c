package io.camus.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.Lines;
import io.camus.spi.StorePath;
import io.camus.store.CountingStore;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random records of random hours, schemas, sizes and partitions, under random limits. */
class FileSeriesPropertyTest {
  private static final long T = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

  private final MemoryStore memory =
      new MemoryStore(Clock.fixed(Instant.ofEpochMilli(T), ZoneOffset.UTC));
  private final CountingStore store = new CountingStore(memory);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyRecordIsInOneOfTwoFilesOfItsBucketAndSchema(long seed) throws IOException {
    Random random = new Random(seed);
    int ranges = 1 + random.nextInt(3);
    int hours = 1 + random.nextInt(40);
    int schemas = 1 + random.nextInt(4);
    boolean ordered = random.nextInt(4) == 0;
    int most = 1 + random.nextInt(8);
    long fileMemory = OpenLimits.ofFile(Lines.TEXT);
    long waiting = 600L + random.nextInt(20_000);
    OpenLimits limits =
        new OpenLimits(most, waiting + (1L + random.nextInt(10)) * fileMemory, waiting);
    try (AttemptFiles attempt =
        new AttemptFiles(
            store, new StorePath("/attempt"), limits, 0, new Descriptors.Unlimited(), () -> true)) {
      SeriesWorld world = new SeriesWorld(memory, attempt, Lines.TEXT, ranges, schemas);
      int records = 2_000 + random.nextInt(2_000);
      for (int i = 0; i < records; i++) {
        int hour = ordered ? i * hours / records : random.nextInt(hours);
        int range = random.nextInt(ranges);
        if (random.nextInt(20) == 0) {
          world.reject(range, random.nextInt(300));
        } else {
          world.write(range, hour, random.nextInt(schemas), random.nextInt(120));
        }
        assertThat(attempt.room().waitingBytes()).isLessThanOrEqualTo(waiting);
        assertThat(attempt.room().openBytes())
            .isLessThanOrEqualTo(Math.max(fileMemory, limits.fileBytes()));
      }
      world.end();
      world.check();
    }
    assertThat(store.mostOpen()).isLessThanOrEqualTo(most);
    assertThat(store.open()).isZero();
    assertThat(memory.files().keySet()).noneMatch(path -> path.name().endsWith(".spill"));
  }
}
