package io.camus.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextPoolTest {
  private final TextPool pool = new TextPool();

  @Property(tries = 200)
  void everyTextIsTheOneOfItsBytesWhateverCameBefore(
      @ForAll List<@StringLength(max = 200) String> texts) {
    for (String text : texts) {
      String wellFormed = new String(text.getBytes(UTF_8), UTF_8);
      assertThat(text("<" + wellFormed + ">")).isEqualTo("<" + wellFormed + ">");
    }
  }

  @Test
  void nameThatComesAgainIsMadeOnce() {
    String first = text("app-1.example.com");

    assertThat(text("app-1.example.com")).isSameAs(first);
  }

  @Test
  void fewNamesThatTakeTurnsAreMadeOnce() {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "app-" + i + ".example.com").toList();
    List<String> first = names.stream().map(this::text).toList();

    for (int i = 0; i < names.size(); i++) {
      assertThat(text(names.get(i))).isSameAs(first.get(i));
    }
  }

  private String text(String text) {
    byte[] bytes = ("#" + text + "#").getBytes(UTF_8);
    return pool.text(bytes, 1, bytes.length - 2);
  }
}
