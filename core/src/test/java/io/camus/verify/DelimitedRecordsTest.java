package io.camus.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.digest.ContentDigest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimitedRecordsTest {
  private static DelimitedRecords count(String text, String delimiter, int chunk) {
    DelimitedRecords count = new DelimitedRecords(delimiter.getBytes(StandardCharsets.UTF_8));
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

  @ParameterizedTest
  @CsvSource({
    "a;bc;;, ;, a|bc|_",
    "a#-b-#-, #-, a|b-",
    "aabaab, aab, _|_",
    "aaabaab, aab, a|_",
    "xabababacyababac, ababac, xab|y",
    "xaaxaaay, aaa, xaax",
    "abcabcabdabcabd, abcabd, abc|_"
  })
  void theDigestIsThatOfTheRecordsWithoutDelimiters(String text, String delimiter, String records) {
    ContentDigest expected = new ContentDigest();
    for (String record : records.split("[|]", -1)) {
      byte[] bytes = record.replace("_", "").getBytes(StandardCharsets.UTF_8);
      expected.add(bytes, 0, bytes.length);
    }
    for (int chunk = 1; chunk <= text.length(); chunk++) {
      assertThat(count(text, delimiter, chunk).digest()).isEqualTo(expected.text());
    }
  }

  @Test
  void whatFollowsTheLastDelimiterIsNoticed() {
    assertThat(count("a;", ";", 9).isAtEnd()).isTrue();
    assertThat(count("a;b", ";", 9).isAtEnd()).isFalse();
    assertThat(count("", ";", 9).isAtEnd()).isTrue();
  }
}
