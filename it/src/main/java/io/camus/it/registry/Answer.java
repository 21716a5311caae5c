package io.camus.it.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A response of the registry.
 *
 * @param status HTTP status
 * @param body the document
 */
record Answer(int status, JsonNode body) {
  static Answer ok(JsonNode body) {
    return new Answer(200, body);
  }

  /**
   * An error in the protocol's format: {@code {"error_code":40403,"message":"Schema not found"}}.
   */
  static Answer error(int status, int code, String message) {
    return new Answer(
        status,
        JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
  }
}
