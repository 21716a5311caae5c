package io.camus.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.format.BufferedLines;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a format that buffers its records, within the memory of open files. */
class BufferedFilesTest {
  private static final long RECORD_BYTES = 100_000;
  private static final long WAITING = 2_000;

  /** What a buffer may grow by before its memory is looked at. */
  private static final long UNNOTICED = (1L << 18) + RECORD_BYTES;

  private final MemoryStore memory = new MemoryStore(Clock.systemUTC());
  private final BufferedLines format = new BufferedLines(RECORD_BYTES);

  private AttemptFiles attempt(int files, long bufferedBytes) {
    long bytes = WAITING + files * OpenLimits.ofFile(format) + bufferedBytes;
    return new AttemptFiles(
        memory,
        new StorePath("/attempt"),
        new OpenLimits(files, bytes, WAITING),
        0,
        new Descriptors.Unlimited(),
        () -> true);
  }

  private SeriesWorld world(AttemptFiles attempt, int ranges, int schemas) {
    return new SeriesWorld(memory, attempt, format, ranges, schemas);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void buffersStayWithinTheMemoryOfOpenFiles(long seed) throws IOException {
    Random random = new Random(seed);
    int hours = 1 + random.nextInt(6);
    int schemas = 1 + random.nextInt(2);
    int ranges = 1 + random.nextInt(3);
    int files = 1 + random.nextInt(8);
    long buffered = (4L << 20) + random.nextInt(12 << 20);
    try (AttemptFiles attempt = attempt(files, buffered)) {
      SeriesWorld world = world(attempt, ranges, schemas);
      for (int i = 0; i < 2_000; i++) {
        world.write(random.nextInt(ranges), random.nextInt(hours), random.nextInt(schemas), 20);
      }
      world.end();
      world.check();
    }
    assertThat(format.flushes()).isPositive();
    long most = files * (OpenLimits.ofFile(format) + UNNOTICED) + buffered;
    assertThat(format.mostBuffered()).isLessThanOrEqualTo(most);
  }

  @Test
  void aLargeBufferIsFlushedBeforeAnyFileIsClosed() throws IOException {
    try (AttemptFiles attempt = attempt(2, 4L << 20)) {
      SeriesWorld world = world(attempt, 1, 1);
      for (int i = 0; i < 30; i++) {
        world.write(0, 0, 0, 20);
      }
      assertThat(format.flushes()).isZero();
      for (int i = 0; i < 200; i++) {
        world.write(0, 1, 0, 20);
      }
      world.end();

      assertThat(world.check()).isEqualTo(Map.of("0 0", 1, "1 0", 1));
    }
    // 3 MB of the first hour, and 20 MB of the second in parts of 4 MiB at most.
    assertThat(format.flushes()).isBetween(4, 11);
  }
}
