package io.camus.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolFileTest {
  @TempDir Path directory;

  private long files() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000, 1_000_000})
  void allBytesAreReadAgainAsOftenAsNeeded(int length) throws IOException {
    byte[] bytes = new byte[length];
    Random random = new Random(length);
    random.nextBytes(bytes);
    try (SpoolFile part = new SpoolFile(directory)) {
      for (int round = 0; round < 2; round++) {
        for (int done = 0; done < length; ) {
          int count = Math.min(length - done, 1 + random.nextInt(100_000));
          part.write(bytes, done, count);
          done += count;
        }
        assertThat(part.length()).isEqualTo(length);
        assertThat(part.open().readAllBytes()).isEqualTo(bytes);
        try (InputStream in = part.open()) {
          for (int at = 0; at < Math.min(length, 70_000); at++) {
            assertThat(in.read()).isEqualTo(bytes[at] & 0xFF);
          }
        }
        part.clear();
      }
    }
  }

  @Test
  void aPartHasNoFileThatCouldBeLeft() throws IOException {
    try (SpoolFile part = new SpoolFile(directory)) {
      part.write(new byte[100_000], 0, 100_000);
      part.write(new byte[100_000], 0, 100_000);

      assertThat(files()).isZero();
    }
  }
}
