package io.camus.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static LineReader reader(String text) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String next(LineReader reader) throws IOException {
    return new String(reader.next(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_534, 65_535, 65_536, 65_537, 131_072, 300_000})
  void aLineOfAnyLengthComesWholeBetweenOthers(int length) throws IOException {
    String line = "x".repeat(length) + "\n";
    try (LineReader reader = reader("first\n" + line + line + "last")) {
      assertThat(next(reader)).isEqualTo("first\n");
      assertThat(next(reader)).isEqualTo(line);
      assertThat(reader.isAtEnd()).isFalse();
      assertThat(next(reader)).isEqualTo(line);
      assertThat(next(reader)).isEqualTo("last");
      assertThat(reader.isAtEnd()).isTrue();
      assertThat(next(reader)).isEmpty();
    }
  }

  @Test
  void nothingHasNoLine() throws IOException {
    try (LineReader reader = reader("")) {
      assertThat(reader.isAtEnd()).isTrue();
      assertThat(next(reader)).isEmpty();
    }
  }
}
