package io.camus.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All keys there are, by area: the one list that parsing, help and documentation share. */
public final class KeyCatalog {
  static final List<KeyGroup> GROUPS =
      List.of(
          KafkaKeys.GROUP,
          ZooKeeperKeys.GROUP,
          PullKeys.GROUP,
          DecodingKeys.GROUP,
          SchemaKeys.GROUP,
          OutputKeys.GROUP,
          RunKeys.GROUP,
          HistoryKeys.GROUP,
          KerberosKeys.GROUP,
          AuditKeys.GROUP);

  private static final Map<String, Key<?>> BY_SPELLING = bySpelling();

  private KeyCatalog() {}

  /** Every key, area by area, in the order of the documentation. */
  public static List<KeyDescription> keys() {
    return GROUPS.stream()
        .flatMap(group -> group.keys().stream().map(key -> describe(group, key)))
        .toList();
  }

  /** The keys of the original that are refused, with what to use instead. */
  public static List<RefusedKey> refused() {
    return RefusedKeys.ALL;
  }

  /** The one name of a key that can be spelled in several ways; unknown keys keep theirs. */
  public static String canonicalName(String spelling) {
    String name = GivenReader.withoutPrefix(spelling);
    return find(name).map(Key::name).orElse(name);
  }

  static Stream<Key<?>> all() {
    return GROUPS.stream().flatMap(group -> group.keys().stream());
  }

  /** The key with a name or a legacy name. */
  static Optional<Key<?>> find(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling));
  }

  /** The key that {@code <key>.<topic>} overrides, by the longest key that fits. */
  static Optional<Key<?>> findPerTopic(String spelling) {
    for (int dot = spelling.lastIndexOf('.'); dot > 0; dot = spelling.lastIndexOf('.', dot - 1)) {
      Key<?> key = BY_SPELLING.get(spelling.substring(0, dot));
      if (key != null && key.perTopic()) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  static List<String> names() {
    return all().map(Key::name).toList();
  }

  private static KeyDescription describe(KeyGroup group, Key<?> key) {
    return new KeyDescription(
        group.title(),
        key.name(),
        ValueWords.type(key),
        ValueWords.preset(key),
        key.meaning(),
        key.legacyNames(),
        key.perTopic());
  }

  private static Map<String, Key<?>> bySpelling() {
    Map<String, Key<?>> keys = new TreeMap<>();
    all()
        .forEach(
            key ->
                Stream.concat(Stream.of(key.name()), key.legacyNames().stream())
                    .forEach(
                        spelling -> {
                          if (keys.put(spelling, key) != null) {
                            throw new IllegalStateException(spelling + " is declared twice");
                          }
                        }));
    return Collections.unmodifiableMap(keys);
  }
}
