package io.camus.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRegistrationTest {

  private static TopicRegistration topic(String json) {
    return TopicRegistration.parse(json.getBytes(UTF_8));
  }

  @Test
  void theFirstVersionsHavePartitionsOnly() {
    TopicRegistration first = topic("{\"version\":1,\"partitions\":{\"0\":[1,2],\"12\":[2]}}");
    TopicRegistration second =
        topic(
            """
            {"version":2,"partitions":{"0":[1],"12":[2]},"adding_replicas":{},
             "removing_replicas":{}}
            """);

    assertThat(first.partitions()).containsExactlyInAnyOrder(0, 12);
    assertThat(first.id()).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void theThirdVersionHasAnId() {
    Uuid id = Uuid.randomUuid();

    TopicRegistration topic =
        topic(
            String.format(
                Locale.ROOT,
                """
            {"version":3,"partitions":{"0":[1]},"adding_replicas":{},"removing_replicas":{},
             "topic_id":"%s"}
            """,
                id));

    assertThat(topic.id()).contains(id);
  }

  @Test
  void aTopicThatIsBeingMadeHasNoPartitionsYet() {
    assertThat(topic("").partitions()).isEmpty();
    assertThat(topic("{\"version\":1,\"partitions\":{}}").partitions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "x", "{\"partitions\":{}}", "{\"version\":1,\"partitions\":{\"x\":[]}}"})
  void whatIsNoRegistrationIsRefusedWithAReason(String json) {
    assertThatThrownBy(() -> topic(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(it|\").{10,}");
  }
}
