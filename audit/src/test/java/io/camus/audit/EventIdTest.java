package io.camus.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventIdTest {

  @Test
  void sameRecordAndPartsGiveTheSameId() {
    assertThat(EventId.derive(42, "clicks", "0", "web1", "shop"))
        .isEqualTo(EventId.derive(42, "clicks", "0", "web1", "shop"));
  }

  @Test
  void idIsTheStartOfASha256ThatOtherProgramsCanCompute() {
    // printf '\0\0\0\0\0\0\0\x2a\0\0\0\x06clicks' | sha256sum
    assertThat(EventId.derive(42, "clicks")).hasToString("f157b2d9f9f0ecb1b817a78ba9f86b9c");
  }

  @Test
  void anotherRecordGivesAnotherId() {
    assertThat(EventId.derive(43, "clicks")).isNotEqualTo(EventId.derive(42, "clicks"));
  }

  @Test
  void partsThatJoinToTheSameTextGiveDifferentIds() {
    assertThat(EventId.derive(1, "a/b", "c")).isNotEqualTo(EventId.derive(1, "a", "b/c"));
    assertThat(EventId.derive(1, "ab", "")).isNotEqualTo(EventId.derive(1, "a", "b"));
  }

  @Test
  void bytesRoundTrip() {
    EventId id = EventId.derive(7, "x");

    assertThat(id.toBytes()).hasSize(EventId.LENGTH);
    assertThat(EventId.of(id.toBytes())).isEqualTo(id);
  }

  @Test
  void otherLengthsAreRefused() {
    assertThatThrownBy(() -> EventId.of(new byte[15])).hasMessageContaining("16 bytes, not 15");
  }
}
