package io.camus.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ContentDigestTest {
  private static String of(String... records) {
    ContentDigest digest = new ContentDigest();
    for (String record : records) {
      byte[] bytes = record.getBytes(UTF_8);
      digest.add(bytes, 0, bytes.length);
    }
    return digest.text();
  }

  @Property
  void aRecordMayComeInPieces(
      @ForAll byte[] record, @ForAll @IntRange(min = 0, max = 1 << 20) int cut) {
    int at = cut % (record.length + 1);
    ContentDigest whole = new ContentDigest();
    whole.add(record, 0, record.length);
    ContentDigest pieces = new ContentDigest();
    pieces.update(record, 0, at);
    pieces.update(record, at, record.length - at);
    pieces.endRecord();

    assertThat(pieces.text()).isEqualTo(whole.text());
  }

  @Example
  void recordsThatAreDoubledMissingCutElsewhereOrAlteredAreSeen() {
    assertThat(
            List.of(
                of(), of(""), of("", ""), of("a"), of("a", "a"), of("aa"), of("a", "b"), of("ab")))
        .doesNotHaveDuplicates();
  }

  @Example
  void theOrderOfRecordsTakesNoPart() {
    assertThat(of("a", "b", "c")).isEqualTo(of("c", "a", "b"));
  }

  /** Commit logs hold digests for ever: what is computed must never change. */
  @Example
  void theDigestOfGivenRecordsIsThisOne() {
    assertThat(of("value", "")).isEqualTo("sum64:02028f1f6f405572");
  }
}
