package io.camus.it.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The in-memory schemas of a registry: an id for each distinct schema, from 1, and the ids of each
 * subject's versions, from version 1.
 */
final class Schemas {
  static final String AVRO = "AVRO";

  private final Map<Registered, Integer> idOf = new LinkedHashMap<>();
  private final Map<Integer, Registered> ofId = new LinkedHashMap<>();
  private final Map<String, List<Integer>> versionsOfSubject = new LinkedHashMap<>();

  /**
   * A schema of any type.
   *
   * @param type {@code AVRO}, {@code PROTOBUF} or {@code JSON}
   * @param references as they were registered: name, subject and version of each
   */
  record Registered(String type, String text, ArrayNode references) {}

  /** The id of a schema, which becomes the subject's newest version if it is not one already. */
  synchronized int register(String subject, Registered schema) {
    Registered normal =
        schema.type().equals(AVRO)
            ? new Registered(
                AVRO, new Schema.Parser().parse(schema.text()).toString(), schema.references())
            : schema;
    int id = idOf.computeIfAbsent(normal, key -> idOf.size() + 1);
    ofId.put(id, normal);
    List<Integer> versions = versionsOfSubject.computeIfAbsent(subject, name -> new ArrayList<>());
    if (!versions.contains(id)) {
      versions.add(id);
    }
    return id;
  }

  synchronized Optional<Registered> schema(int id) {
    return Optional.ofNullable(ofId.get(id));
  }

  synchronized void forget(int id) {
    ofId.remove(id);
  }

  synchronized List<String> subjects() {
    return List.copyOf(versionsOfSubject.keySet());
  }

  /** The ids of a subject's versions, oldest first; empty if there is no such subject. */
  synchronized List<Integer> versions(String subject) {
    return List.copyOf(versionsOfSubject.getOrDefault(subject, List.of()));
  }
}
