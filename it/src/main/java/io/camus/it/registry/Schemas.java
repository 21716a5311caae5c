package io.camus.it.registry;

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
  private final Map<String, Integer> idOfText = new LinkedHashMap<>();
  private final Map<Integer, String> textOfId = new LinkedHashMap<>();
  private final Map<String, List<Integer>> versionsOfSubject = new LinkedHashMap<>();

  /** The id of a schema, which becomes the subject's newest version if it is not one already. */
  synchronized int register(String subject, String text) {
    String normal = new Schema.Parser().parse(text).toString();
    int id = idOfText.computeIfAbsent(normal, key -> idOfText.size() + 1);
    textOfId.put(id, normal);
    List<Integer> versions = versionsOfSubject.computeIfAbsent(subject, name -> new ArrayList<>());
    if (!versions.contains(id)) {
      versions.add(id);
    }
    return id;
  }

  synchronized Optional<String> text(int id) {
    return Optional.ofNullable(textOfId.get(id));
  }

  synchronized void forget(int id) {
    textOfId.remove(id);
  }

  synchronized List<String> subjects() {
    return List.copyOf(versionsOfSubject.keySet());
  }

  /** The ids of a subject's versions, oldest first; empty if there is no such subject. */
  synchronized List<Integer> versions(String subject) {
    return List.copyOf(versionsOfSubject.getOrDefault(subject, List.of()));
  }
}
