package io.camus.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerRegistrationTest {

  private static List<Endpoint> endpoints(String json) {
    return BrokerRegistration.parse(json.getBytes(UTF_8)).endpoints();
  }

  @Test
  void theFirstVersionHasAHostAndAPort() {
    assertThat(
            endpoints(
                """
                {"jmx_port":-1,"timestamp":"1390000000000","host":"b1.example","version":1,"port":9092}
                """))
        .containsExactly(new Endpoint("PLAINTEXT", "PLAINTEXT", "b1.example:9092"));
  }

  @Test
  void aBareAddressOfVersionSixOfTheInternetProtocolGetsItsBrackets() {
    assertThat(endpoints("{\"version\":1,\"host\":\"fe80::1\",\"port\":9092}"))
        .containsExactly(new Endpoint("PLAINTEXT", "PLAINTEXT", "[fe80::1]:9092"));
  }

  @Test
  void theSecondVersionNamesItsListenersAfterTheirProtocols() {
    assertThat(
            endpoints(
                """
                {"version":2,"host":"b1","port":9092,"jmx_port":9999,"timestamp":"2233345666",
                 "endpoints":["PLAINTEXT://b1:9092","SSL://b1:9093","SASL_SSL://[::1]:9094"]}
                """))
        .containsExactly(
            new Endpoint("PLAINTEXT", "PLAINTEXT", "b1:9092"),
            new Endpoint("SSL", "SSL", "b1:9093"),
            new Endpoint("SASL_SSL", "SASL_SSL", "[::1]:9094"));
  }

  @Test
  void theThirdVersionAlsoHasARack() {
    assertThat(
            endpoints(
                """
                {"version":3,"host":null,"port":-1,"jmx_port":9999,"timestamp":"2233345666",
                 "endpoints":["SSL://b1:9093"],"rack":"dc1"}
                """))
        .containsExactly(new Endpoint("SSL", "SSL", "b1:9093"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5", "6"})
  void laterVersionsMapListenersToProtocols(String version) {
    assertThat(
            endpoints(
                String.format(
                    Locale.ROOT,
                    """
                {"version":%s,"host":"b1","port":9092,"jmx_port":-1,"timestamp":"2233345666",
                 "endpoints":["CLIENT://b1.example:9092","Replication://b1:9093"],
                 "listener_security_protocol_map":{"CLIENT":"SASL_SSL","Replication":"PLAINTEXT"},
                 "rack":"dc1","features":{"feature":{"min_version":1,"max_version":3}}}
                """,
                    version)))
        .containsExactly(
            new Endpoint("CLIENT", "SASL_SSL", "b1.example:9092"),
            new Endpoint("REPLICATION", "PLAINTEXT", "b1:9093"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "creator-1:host:9092",
        "{}",
        "{\"version\":0,\"host\":\"h\",\"port\":1}",
        "{\"version\":1,\"host\":\"h\"}",
        "{\"version\":2,\"host\":\"h\",\"port\":1}",
        "{\"version\":4,\"endpoints\":[\"h:9092\"]}",
        "{\"version\":4,\"endpoints\":[\"PLAINTEXT://:9092\"]}"
      })
  void whatIsNoRegistrationIsRefusedWithAReason(String json) {
    assertThatThrownBy(() -> endpoints(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(it|\").{10,}");
  }
}
