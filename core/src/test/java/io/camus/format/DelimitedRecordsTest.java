package io.camus.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.digest.ContentDigest;
import io.camus.spi.FileFormat.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimitedRecordsTest {
  private static final class Digested implements Records {
    private final ContentDigest digest = new ContentDigest();
    private long records;

    @Override
    public void schema(Schema schema) {
      throw new AssertionError("lines have no schema");
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public void endRecord() {
      digest.endRecord();
      records++;
    }
  }

  private static DelimitedRecords count(String text, String delimiter, int chunk, Digested read)
      throws IOException {
    DelimitedRecords count = new DelimitedRecords(delimiter.getBytes(StandardCharsets.UTF_8), read);
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
  void delimitersAreCountedHoweverTheBytesArrive(String text, String delimiter, long expected)
      throws IOException {
    for (int chunk = 1; chunk <= text.length(); chunk++) {
      Digested read = new Digested();
      DelimitedRecords unused = count(text, delimiter, chunk, read);
      assertThat(read.records).isEqualTo(expected);
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
  void theDigestIsThatOfTheRecordsWithoutDelimiters(String text, String delimiter, String records)
      throws IOException {
    ContentDigest expected = new ContentDigest();
    for (String record : records.split("[|]", -1)) {
      byte[] bytes = record.replace("_", "").getBytes(StandardCharsets.UTF_8);
      expected.add(bytes, 0, bytes.length);
    }
    for (int chunk = 1; chunk <= text.length(); chunk++) {
      Digested read = new Digested();
      DelimitedRecords unused = count(text, delimiter, chunk, read);
      assertThat(read.digest.text()).isEqualTo(expected.text());
    }
  }

  @Test
  void whatFollowsTheLastDelimiterIsNoticed() throws IOException {
    assertThat(count("a;", ";", 9, new Digested()).isAtEnd()).isTrue();
    assertThat(count("a;b", ";", 9, new Digested()).isAtEnd()).isFalse();
    assertThat(count("", ";", 9, new Digested()).isAtEnd()).isTrue();
  }
}
