package io.camus.reading;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/**
 * The versions of a topic's schema, and what each of them changed.
 *
 * @param topic the topic
 * @param versions those of committed files, the oldest first
 * @param others how many files have no schema, or are gone
 * @param registered the newest schema in the registry; empty if it is not known
 * @param registryFailure why the registry did not answer; empty if it did, or was not asked
 */
public record SchemaHistory(
    String topic,
    List<Version> versions,
    long others,
    Optional<Registered> registered,
    Optional<String> registryFailure) {
  public SchemaHistory {
    requireNonNull(topic, "topic");
    versions = List.copyOf(versions);
  }

  /**
   * A version.
   *
   * @param number from 1
   * @param seen its schema and files
   * @param step from the version before; empty for the first
   */
  public record Version(int number, SeenSchema seen, Optional<SchemaStep> step) {}

  /**
   * The newest schema in the registry.
   *
   * @param schema the schema
   * @param version the version that has it; empty if no file has it
   * @param step from the last version; empty if files have it, or if there is none
   */
  public record Registered(Schema schema, OptionalInt version, Optional<SchemaStep> step) {}

  /** The history of a topic's files. */
  public static SchemaHistory of(SeenSchemas seen) {
    List<Version> versions = new ArrayList<>();
    for (SeenSchema next : seen.versions()) {
      Optional<SchemaStep> step =
          versions.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  SchemaStep.between(
                      versions.get(versions.size() - 1).seen().schema(), next.schema()));
      versions.add(new Version(versions.size() + 1, next, step));
    }
    return new SchemaHistory(
        seen.topic(), versions, seen.others(), Optional.empty(), Optional.empty());
  }

  /**
   * With the newest schema in the registry.
   *
   * @param ofRecords the schema of records, given that of a file
   */
  public SchemaHistory with(Schema newest, UnaryOperator<Schema> ofRecords) {
    List<Schema> schemas =
        versions.stream().map(it -> ofRecords.apply(it.seen().schema())).toList();
    int last = schemas.lastIndexOf(newest);
    Optional<SchemaStep> step =
        last >= 0 || schemas.isEmpty()
            ? Optional.empty()
            : Optional.of(SchemaStep.between(schemas.get(schemas.size() - 1), newest));
    return new SchemaHistory(
        topic,
        versions,
        others,
        Optional.of(
            new Registered(
                newest, last < 0 ? OptionalInt.empty() : OptionalInt.of(last + 1), step)),
        Optional.empty());
  }

  /** With a registry that did not answer. */
  public SchemaHistory without(String why) {
    return new SchemaHistory(topic, versions, others, Optional.empty(), Optional.of(why));
  }
}
