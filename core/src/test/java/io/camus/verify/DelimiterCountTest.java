package io.camus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimiterCountTest {
  private static DelimiterCount count(String text, String delimiter, int chunk) {
    DelimiterCount count = new DelimiterCount(delimiter.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += chunk) {
      int length = Math.min(chunk, bytes.length - i);
      byte[] part = new byte[chunk];
      System.arraycopy(bytes, i, part, 0, length);
      count.add(part, length);
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "a;b;, ;, 2",
    "a#-b-#-, #-, 2",
    "##-, #-, 1",
    "aabaab, aab, 2",
    "aaabaab, aab, 2",
    "xabababacy, ababac, 1",
    "aaaa, aa, 2",
    ";;, ;, 2"
  })
  void delimitersAreCountedHoweverTheBytesArrive(String text, String delimiter, long expected) {
    for (int chunk = 1; chunk <= text.length(); chunk++) {
      assertThat(count(text, delimiter, chunk).records()).isEqualTo(expected);
    }
  }

  @Test
  void whatFollowsTheLastDelimiterIsNoticed() {
    assertThat(count("a;", ";", 9).isAtEnd()).isTrue();
    assertThat(count("a;b", ";", 9).isAtEnd()).isFalse();
    assertThat(count("", ";", 9).isAtEnd()).isTrue();
  }
}
