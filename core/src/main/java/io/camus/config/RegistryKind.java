package io.camus.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The built-in registries. */
public enum RegistryKind {
  /** A server with Confluent's API. */
  CONFLUENT,
  /** A schema-repo server (AVRO-1124). */
  SCHEMA_REPO,
  /** A directory of .avsc files. */
  DIRECTORY;

  static final Map<String, RegistryKind> WORDS = KeyType.words(values());

  private static final String ORIGINALS = "com.linkedin.camus.";

  private static final Map<String, RegistryKind> CLASSES_OF_THE_ORIGINAL =
      Map.of("com.linkedin.camus.schemaregistry.avrorestschemaregistry", SCHEMA_REPO);

  private static final String EMPTY =
      "is empty when a process starts; write the schemas to a directory of .avsc files and set"
          + " etl.schema.registry.url to it";

  private static final Map<String, String> REFUSED =
      Map.of(
          "memoryschemaregistry", EMPTY,
          "avromemoryschemaregistry", EMPTY,
          "dummyschemaregistry", EMPTY,
          "fileschemaregistry",
              "has ids that fit no wire format; write the schemas to a directory as <id>.avsc and"
                  + " set etl.schema.registry.url to it",
          "cachedschemaregistry",
              "is not needed: every registry is cached; name the registry itself");

  boolean isServer() {
    return this != DIRECTORY;
  }

  /** By its name, or by the original's class for it. */
  static Optional<RegistryKind> named(String text) {
    return Optional.ofNullable(
        WORDS.getOrDefault(lower(text), CLASSES_OF_THE_ORIGINAL.get(lower(text))));
  }

  /** Why a class of the original cannot be used, and what to do; empty for other classes. */
  static Optional<String> refusal(String className) {
    String lower = lower(className);
    if (!lower.startsWith(ORIGINALS) || CLASSES_OF_THE_ORIGINAL.containsKey(lower)) {
      return Optional.empty();
    }
    return Optional.of(
        REFUSED.getOrDefault(
            lower.substring(lower.lastIndexOf('.') + 1),
            "implements the original Camus' interface; make it implement"
                + " io.camus.spi.SchemaRegistry"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
