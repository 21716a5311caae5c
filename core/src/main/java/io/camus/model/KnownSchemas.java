package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The schemas of a topic as the setup stage of a run found them, so that all tasks of the run use
 * the same ones.
 *
 * @param topic the topic
 * @param newest the text of the newest Avro schema in the registry; empty if there is none
 * @param committed the texts of the schemas that committed files were written with, the oldest
 *     first; empty if the run does not check new schemas
 * @param columns the text of the schema of all files, with the ids of the columns of the topic's
 *     table; empty if it has none
 */
public record KnownSchemas(
    String topic, Optional<String> newest, List<String> committed, Optional<String> columns) {
  public KnownSchemas {
    requireNonNull(topic, "topic");
    requireNonNull(newest, "newest");
    committed = List.copyOf(committed);
    requireNonNull(columns, "columns");
  }
}
