package io.camus.zookeeper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker's registration in {@code /brokers/ids/<id>}, in any version of Kafka's format:
 *
 * <pre>
 * {"version":1,"host":"h","port":9092,"jmx_port":-1,"timestamp":"1"}
 * {"version":2,...,"endpoints":["PLAINTEXT://h:9092","SSL://h:9093"]}
 * {"version":3,...,"rack":"r1"}
 * {"version":4,...,"listener_security_protocol_map":{"CLIENT":"SSL"},"endpoints":["CLIENT://h:9093"]}
 * {"version":5,...,"features":{}}
 * </pre>
 *
 * <p>Later versions are read like the last known one.
 *
 * @param endpoints its endpoints; at least one
 */
record BrokerRegistration(List<Endpoint> endpoints) {
  private static final int WITH_ENDPOINTS = 2;

  BrokerRegistration {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("it has no endpoints");
    }
  }

  /**
   * Parses a registration.
   *
   * @throws IllegalArgumentException with the fault
   */
  static BrokerRegistration parse(byte[] content) {
    JsonNode json = Registration.json(content);
    if (json.path("version").asInt() < WITH_ENDPOINTS) {
      return new BrokerRegistration(List.of(plain(json)));
    }
    Map<String, String> protocols = new HashMap<>();
    json.path("listener_security_protocol_map")
        .properties()
        .forEach(field -> protocols.put(field.getKey(), field.getValue().asText()));
    List<Endpoint> endpoints = new ArrayList<>();
    for (JsonNode endpoint : json.path("endpoints")) {
      endpoints.add(Endpoint.parse(endpoint.asText(), protocols));
    }
    return new BrokerRegistration(endpoints);
  }

  private static Endpoint plain(JsonNode json) {
    String host = json.path("host").asText("");
    int port = json.path("port").asInt(-1);
    if (host.isEmpty() || port <= 0) {
      throw new IllegalArgumentException("it has no host and port");
    }
    return Endpoint.plain(host, port);
  }
}
