package io.camus.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenerChoiceTest {
  private static final Map<String, String> PROTOCOLS =
      Map.of("CLIENT", "SASL_SSL", "INSIDE", "PLAINTEXT", "OUTSIDE", "PLAINTEXT");

  private final List<BrokerRegistration> brokers = new ArrayList<>();

  private void broker(String... endpoints) {
    brokers.add(
        new BrokerRegistration(
            List.of(endpoints).stream().map(text -> Endpoint.parse(text, PROTOCOLS)).toList()));
  }

  private List<String> addresses(String... keysAndValues) {
    return new ListenerChoice(Settings.of("z:2181", keysAndValues)).addresses(brokers);
  }

  @Test
  void theListenerOfTheClientsProtocolIsTaken() {
    broker("PLAINTEXT://b2:1", "SSL://b2:2", "CLIENT://b2:3");
    broker("PLAINTEXT://b1:1", "SSL://b1:2", "CLIENT://b1:3");

    assertThat(addresses()).containsExactly("b1:1", "b2:1");
    assertThat(addresses("kafka.security.protocol", "SSL")).containsExactly("b1:2", "b2:2");
    assertThat(addresses("kafka.consumer.security.protocol", "SASL_SSL"))
        .containsExactly("b1:3", "b2:3");
  }

  @Test
  void theListenerOfTheUsersChoiceIsTaken() {
    broker("INSIDE://b1:1", "OUTSIDE://b1:2");

    assertThat(addresses("camus.zookeeper.listener", "outside")).containsExactly("b1:2");
  }

  @Test
  void ofSeveralListenersTheOneThatIsNamedAfterItsProtocolIsTaken() {
    broker("INSIDE://b1:1", "PLAINTEXT://b1:2");

    assertThat(addresses()).containsExactly("b1:2");
  }

  @Test
  void severalListenersWantAChoice() {
    broker("INSIDE://b1:1", "OUTSIDE://b1:2");

    assertThatThrownBy(this::addresses)
        .hasMessageContaining("set camus.zookeeper.listener to one of INSIDE, OUTSIDE");
  }

  @Test
  void aBrokerWithoutTheListenerIsLeftOut() {
    broker("PLAINTEXT://b1:1");
    broker("SSL://b2:2");

    assertThat(addresses()).containsExactly("b1:1");
  }

  @Test
  void ifNobodyHasTheListenerTheMessageSaysWhatThereIs() {
    broker("CLIENT://b1:1", "SSL://b1:2");

    assertThatThrownBy(this::addresses)
        .hasMessageContaining("no listener for kafka.security.protocol PLAINTEXT")
        .hasMessageContaining("CLIENT (SASL_SSL), SSL;");
    assertThatThrownBy(() -> addresses("camus.zookeeper.listener", "OTHER"))
        .hasMessageContaining("no listener OTHER for kafka.security.protocol PLAINTEXT");
  }

  @Test
  void aListenerOfAnotherProtocolThanTheClientsIsNotTaken() {
    broker("CLIENT://b1:1", "PLAINTEXT://b1:2");

    assertThatThrownBy(() -> addresses("camus.zookeeper.listener", "CLIENT"))
        .hasMessageContaining("kafka.security.protocol");
  }
}
