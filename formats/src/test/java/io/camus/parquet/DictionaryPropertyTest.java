package io.camus.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Numbers of values, compared with those of a map. */
class DictionaryPropertyTest {

  @Property(tries = 300)
  void textsAreNumberedInTheOrderOfTheirFirstUse(
      @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 500) Integer> values) {
    Dictionary dictionary = new Dictionary(1 << 20);
    Map<String, Integer> expected = new HashMap<>();
    for (int value : values) {
      String text = "x".repeat(value % 20) + value;
      byte[] bytes = ("--" + text + "--").getBytes(UTF_8);

      int number = dictionary.of(bytes, 2, bytes.length - 4);

      expected.putIfAbsent(text, expected.size());
      assertThat(number).isEqualTo(expected.get(text));
    }
    assertThat(dictionary.size()).isEqualTo(expected.size());
    expected.forEach(
        (text, number) -> {
          EncodedBytes entry = new EncodedBytes();
          dictionary.copy(number, entry);
          assertThat(new String(entry.array(), 4, entry.length() - 4, UTF_8)).isEqualTo(text);
        });
  }

  @Property(tries = 300)
  void numbersAreNumberedInTheOrderOfTheirFirstUse(
      @ForAll @Size(max = 400) List<@IntRange(min = -200, max = 200) Integer> values) {
    Dictionary ints = new Dictionary(1 << 20);
    Dictionary longs = new Dictionary(1 << 20);
    Map<Integer, Integer> expected = new HashMap<>();
    for (int value : values) {
      expected.putIfAbsent(value, expected.size());

      assertThat(ints.of(value)).isEqualTo(expected.get(value));
      assertThat(longs.of(((long) value) << 32)).isEqualTo(expected.get(value));
    }
    assertThat(ints.bytes(ints.size())).isEqualTo(4 * expected.size());
    assertThat(longs.bytes(longs.size())).isEqualTo(8 * expected.size());
  }

  @Property(tries = 100)
  void fullDictionaryStillKnowsItsEntries(@ForAll @IntRange(min = 8, max = 200) int most) {
    Dictionary dictionary = new Dictionary(most);
    int fits = most / Long.BYTES;
    for (long value = 0; value < fits; value++) {
      assertThat(dictionary.of(value)).isEqualTo((int) value);
    }

    assertThat(dictionary.of((long) fits)).isEqualTo(Dictionary.FULL);
    assertThat(dictionary.of(0L)).isZero();
    assertThat(dictionary.of((long) fits)).isEqualTo(Dictionary.FULL);
  }
}
