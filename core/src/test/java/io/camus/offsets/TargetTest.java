package io.camus.offsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @Test
  void itIsAPlaceAnOffsetOrATime() {
    assertThat(Target.parse("earliest")).isEqualTo(new Target.Earliest());
    assertThat(Target.parse("latest")).isEqualTo(new Target.Latest());
    assertThat(Target.parse("1200")).isEqualTo(new Target.AtOffset(1200));
    assertThat(Target.parse("2026-11-22T14:00:00Z"))
        .isEqualTo(new Target.AtTime(Instant.parse("2026-11-22T14:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "first", "2026-11-22", "99999999999999999999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Target.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--to " + text);
  }

  @Test
  void aTopicIsMeantByItsNameOrAPatternThatMatchesAllOfIt() {
    TopicSelection selection = TopicSelection.of(List.of("a.b", "click.*"));

    assertThat(List.of("a.b", "axb", "clicks", "my-clicks", "a.bc").stream().filter(selection))
        .containsExactly("a.b", "axb", "clicks");
    assertThat(TopicSelection.of(List.of())).accepts("anything");
    assertThatThrownBy(() -> TopicSelection.of(List.of("(")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--topic (");
  }
}
