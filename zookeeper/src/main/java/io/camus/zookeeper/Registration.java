package io.camus.zookeeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The versioned JSON object that brokers write to ZooKeeper. */
final class Registration {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Registration() {}

  /**
   * Parses a registration.
   *
   * @throws IllegalArgumentException if it is not one, or has no version
   */
  static JsonNode json(byte[] content) {
    JsonNode json;
    try {
      json = MAPPER.readTree(content);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    if (!json.isObject() || json.path("version").asInt() < 1) {
      throw new IllegalArgumentException("its version is not one that Kafka 0.8 or newer writes");
    }
    return json;
  }
}
