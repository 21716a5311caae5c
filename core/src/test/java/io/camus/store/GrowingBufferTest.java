package io.camus.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GrowingBufferTest {
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<Integer> writes = new ArrayList<>();
  private final OutputStream counted =
      new OutputStream() {
        @Override
        public void write(int b) {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
          writes.add(length);
          file.write(bytes, from, length);
        }
      };

  @Property(tries = 100)
  void whatIsWrittenArrivesInItsOrder(@ForAll Random random) throws IOException {
    expected.reset();
    file.reset();
    try (GrowingBuffer buffer = new GrowingBuffer(counted)) {
      for (int i = random.nextInt(60); i > 0; i--) {
        byte[] bytes = new byte[5 + random.nextInt(1 << (5 + random.nextInt(15)))];
        random.nextBytes(bytes);
        switch (random.nextInt(10)) {
          case 0 -> {
            buffer.flush();
            assertThat(file.size()).isEqualTo(expected.size());
          }
          case 1 -> {
            buffer.write(bytes[0]);
            expected.write(bytes[0]);
          }
          default -> {
            buffer.write(bytes, 2, bytes.length - 5);
            expected.write(bytes, 2, bytes.length - 5);
          }
        }
      }
    }

    assertThat(file.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void longFileOfShortPiecesBecomesFewWrites() throws IOException {
    try (GrowingBuffer buffer = new GrowingBuffer(counted)) {
      for (int i = 0; i < 3_000; i++) {
        buffer.write(new byte[1_000], 0, 1_000);
      }
    }

    assertThat(writes).hasSizeLessThan(60);
    assertThat(file.size()).isEqualTo(3_000_000);
  }
}
