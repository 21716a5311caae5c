package io.camus.reading;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schemas of a topic's committed files, as of a record of the commit log.
 *
 * @param topic the topic
 * @param record the number of the last record that was read
 * @param nonce identifies that record; empty before the first one
 * @param versions the oldest first
 * @param others how many files have no schema, or are gone
 * @param accepted the newest schema in the registry that a run has accepted for new files; empty if
 *     it is not known
 */
public record SeenSchemas(
    String topic,
    long record,
    String nonce,
    List<SeenSchema> versions,
    long others,
    Optional<Schema> accepted) {
  public SeenSchemas {
    requireNonNull(topic, "topic");
    requireNonNull(nonce, "nonce");
    versions = versions.stream().sorted(SeenSchema.BY_AGE).toList();
  }

  static SeenSchemas none(String topic) {
    return new SeenSchemas(topic, 0, "", List.of(), 0, Optional.empty());
  }

  /** As of a later record. */
  SeenSchemas at(long later, String itsNonce, List<SeenSchema> more, long moreOthers) {
    Map<Schema, SeenSchema> all = new LinkedHashMap<>();
    versions.forEach(it -> all.put(it.schema(), it));
    more.forEach(it -> all.merge(it.schema(), it, SeenSchema::plus));
    return new SeenSchemas(
        topic, later, itsNonce, new ArrayList<>(all.values()), others + moreOthers, accepted);
  }

  /** With the schema that was accepted last. */
  public SeenSchemas accepting(Schema newest) {
    return new SeenSchemas(topic, record, nonce, versions, others, Optional.of(newest));
  }

  /** The schemas, the oldest first. */
  public List<Schema> schemas() {
    return versions.stream().map(SeenSchema::schema).toList();
  }
}
