package io.camus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.camus.config.ParsedSettings.NoValue;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeyGroupTest {
  private static ParsedSettings given(Map<String, String> texts, Map<String, Object> values) {
    return new ParsedSettings(
        KeyCatalog.INSTALLED,
        texts,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        values,
        Redaction.AS_WRITTEN);
  }

  @Test
  void aProviderBringsKeysAndRules() {
    KeyGroup area = new KeyGroup("Area", "What it is.");
    Key<Integer> first = area.key("first", KeyType.integer(1, 9), "5").means("One.");
    KeyGroup provider = KeyGroup.ofProvider();
    Key<String> second = provider.optional("second", KeyType.TEXT).means("Two.");
    provider.refuse(settings -> settings.has(second), "second is refused");
    area.include(provider);
    Key<String> last = area.required("last", KeyType.TEXT).means("Three.");

    assertThat(area.keys().stream().map(Key::name)).containsExactly("first", "second", "last");
    assertThat(area.problems(given(Map.of(), Map.of()))).isEmpty();
    assertThat(area.problems(given(Map.of("second", "x"), Map.of("second", "x"))))
        .containsExactly("second is refused");
    assertThat(first.presetForPeople()).isEqualTo("5");
    assertThat(second.presetForPeople()).isEqualTo("none");
    assertThat(last.presetForPeople()).isEqualTo("required");
  }

  @Test
  void aRuleThatNeedsAValueThatIsWrongItselfIsPassedOver() {
    KeyGroup area = new KeyGroup("Area", "What it is.");
    Key<Integer> key = area.key("key", KeyType.integer(1, 9), "5").means("One.");
    area.refuse(settings -> settings.value(key) > 4, "above 4");
    area.refuse(settings -> settings.has(key), "given");

    assertThat(area.problems(given(Map.of(), Map.of()))).containsExactly("above 4");
    assertThat(area.problems(given(Map.of("key", "x"), Map.of("key", new NoValue("wrong")))))
        .containsExactly("given");
  }

  @Test
  void aDefaultIsParsedOnceAndAKeyWithoutOneHasNoValue() {
    AtomicInteger calls = new AtomicInteger();
    KeyGroup area = new KeyGroup("Area", "What it is.");
    Key<Integer> key =
        area.key("key", KeyType.TEXT.map(text -> calls.incrementAndGet()), "x").means("One.");
    Key<String> other = area.optional("other", KeyType.TEXT).means("Two.");
    ParsedSettings settings = given(Map.of(), Map.of());

    assertThat(settings.value(key)).isEqualTo(settings.value(key)).isEqualTo(1);
    assertThat(settings.optional(other)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> settings.value(other));
  }
}
