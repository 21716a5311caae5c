package io.camus.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registries that need no class of the user's. */
public enum RegistryKind {
  /** A server with Confluent's protocol. */
  CONFLUENT,
  /** A server of schema-repo, which AVRO-1124 was about. */
  SCHEMA_REPO,
  /** A directory of .avsc files. */
  DIRECTORY;

  static final Map<String, RegistryKind> WORDS = KeyType.words(values());

  private static final String ORIGINALS = "com.linkedin.camus.";

  private static final Map<String, RegistryKind> CLASSES_OF_THE_ORIGINAL =
      Map.of("com.linkedin.camus.schemaregistry.avrorestschemaregistry", SCHEMA_REPO);

  private static final String EMPTY =
      "knows no schema when a process begins; write the schemas to a directory of .avsc files that"
          + " etl.schema.registry.url names";

  private static final Map<String, String> REFUSED =
      Map.of(
          "memoryschemaregistry", EMPTY,
          "avromemoryschemaregistry", EMPTY,
          "dummyschemaregistry", EMPTY,
          "fileschemaregistry",
              "has ids that fit no wire format; write the schemas to a directory as <id>.avsc that"
                  + " etl.schema.registry.url names",
          "cachedschemaregistry",
              "is not needed: caches are before every registry; name the registry itself");

  boolean isServer() {
    return this != DIRECTORY;
  }

  /** By its word, or by the class that the original had for it. */
  static Optional<RegistryKind> named(String text) {
    return Optional.ofNullable(
        WORDS.getOrDefault(lower(text), CLASSES_OF_THE_ORIGINAL.get(lower(text))));
  }

  /** Why a class of the original cannot be used, and what to do; empty for all other classes. */
  static Optional<String> refusal(String className) {
    String lower = lower(className);
    if (!lower.startsWith(ORIGINALS) || CLASSES_OF_THE_ORIGINAL.containsKey(lower)) {
      return Optional.empty();
    }
    return Optional.of(
        REFUSED.getOrDefault(
            lower.substring(lower.lastIndexOf('.') + 1),
            "implements the original's interface; let it implement io.camus.spi.SchemaRegistry"));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
