package io.camus.zookeeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The JSON object that brokers write into ZooKeeper, of a version of Kafka's choice. */
final class Registration {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Registration() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, or of no version
   */
  static JsonNode json(byte[] content) {
    JsonNode json;
    try {
      json = MAPPER.readTree(content);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    if (!json.isObject() || json.path("version").asInt() < 1) {
      throw new IllegalArgumentException("it is not of a version that Kafka 0.8 or newer writes");
    }
    return json;
  }
}
