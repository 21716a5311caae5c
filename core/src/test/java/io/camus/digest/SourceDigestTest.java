package io.camus.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.spi.Decoded.Datum;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SourceDigestTest {
  private final SourceDigest digest = new SourceDigest();

  private static ByteBuffer bytes(String text) {
    return text == null ? null : ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private long of(long offset, String key, String value) {
    return digest.of(offset, bytes(key), bytes(value));
  }

  private static String sum(List<Long> records) {
    SourceDigest sum = new SourceDigest();
    records.forEach(sum::add);
    return sum.text();
  }

  @Property
  void itDoesNotMatterInWhichOrderRecordsCome(
      @ForAll @Size(max = 40) List<String> values, @ForAll Random random) {
    List<Long> records = new ArrayList<>();
    for (String value : values) {
      records.add(of(records.size(), "key", value));
    }
    List<Long> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, random);

    assertThat(sum(shuffled)).isEqualTo(sum(records));
  }

  @Property
  void everyChangeOfOneRecordIsSeen(
      @ForAll long offset,
      @ForAll String key,
      @ForAll byte[] value,
      @ForAll @IntRange(min = 0, max = 1 << 20) int bit) {
    Assume.that(value.length > 0);
    byte[] altered = value.clone();
    altered[bit / 8 % value.length] ^= (byte) (1 << bit % 8);
    long record = digest.of(offset, bytes(key), ByteBuffer.wrap(value));

    assertThat(digest.of(offset, bytes(key), ByteBuffer.wrap(altered))).isNotEqualTo(record);
    assertThat(digest.of(offset + 1, bytes(key), ByteBuffer.wrap(value))).isNotEqualTo(record);
    assertThat(digest.of(offset, bytes(key + "x"), ByteBuffer.wrap(value))).isNotEqualTo(record);
  }

  @Property
  void valuesThatChangePlacesAreSeen(@ForAll String one, @ForAll String other) {
    Assume.that(!bytes(one).equals(bytes(other)));

    assertThat(sum(List.of(of(7, "a", one), of(8, "a", other))))
        .isNotEqualTo(sum(List.of(of(7, "a", other), of(8, "a", one))));
  }

  @Example
  void nullAndEmptyAreTold() {
    assertThat(
            List.of(
                of(1, null, null), of(1, "", null), of(1, null, ""), of(1, "", ""), of(1, "", "a")))
        .doesNotHaveDuplicates();
  }

  /** The CRC of a sum would be the sum of CRCs, were they not mixed. */
  @Example
  void theSameBitTurnedInTwoRecordsDoesNotCancel() {
    assertThat(sum(List.of(of(1, null, "aaaa"), of(2, null, "aaaa"))))
        .isNotEqualTo(sum(List.of(of(1, null, "aaab"), of(2, null, "aaab"))))
        .isNotEqualTo(sum(List.of(of(1, null, "aaab"), of(2, null, "aaaa"))));
  }

  @Example
  void aSliceOfALargerArrayIsReadWhereItStandsAndStaysThere() {
    ByteBuffer slice = ByteBuffer.wrap("xxvaluexx".getBytes(UTF_8), 2, 5).slice();
    slice.position(1);

    assertThat(digest.of(3, null, slice)).isEqualTo(of(3, null, "alue"));
    assertThat(slice.position()).isEqualTo(1);
  }

  /** Heads of two schemas, and what else a decoder may hand on: a copy, a part of the value. */
  @Property(tries = 30)
  void recordWithItsDatumHasTheNumberThatItHasWithout(
      @ForAll @IntRange(min = 1, max = 8_000) int longest, @ForAll Random random) {
    Datum datum = new Datum();
    ContentDigest content = new ContentDigest();
    ContentDigest expected = new ContentDigest();
    for (int i = 0; i < 3_000; i++) {
      byte[] array = new byte[20 + random.nextInt(longest)];
      random.nextBytes(array);
      ByteBuffer value = ByteBuffer.wrap(array, 3, array.length - 5);
      byte[] head = {0, 0, 0, 1, (byte) (i < 1_500 == random.nextInt(500) > 0 ? 7 : 8)};
      value.put(3, head);
      datum.bytes = random.nextInt(20) == 0 ? array.clone() : array;
      datum.offset = 3 + (random.nextInt(20) == 0 ? random.nextInt(10) : head.length);
      datum.length = 3 + value.remaining() - datum.offset - (random.nextInt(20) == 0 ? 1 : 0);

      assertThat(digest.of(i, null, value, datum)).isEqualTo(digest.of(i, null, value));
      content.add(datum.crc32c, datum.length);
      expected.add(datum.bytes, datum.offset, datum.length);
    }
    assertThat(content.text()).isEqualTo(expected.text());
    assertThat(digest.of(1, bytes("key"), null, datum)).isEqualTo(of(1, "key", null));
  }

  /** Commit logs hold digests for ever: what is computed must never change. */
  @Example
  void theDigestOfAGivenRecordIsThisOne() {
    assertThat(sum(List.of())).isEqualTo("sum64:0000000000000000");
    assertThat(sum(List.of(of(42, "key", "value"), of(43, null, null))))
        .isEqualTo("sum64:323469d0658d240c");
  }
}
