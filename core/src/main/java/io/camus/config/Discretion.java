package io.camus.config;

import java.util.Map;
import java.util.Set;

/**
 * What checks of a configuration may judge and what they may repeat: a value that still has
 * references in it cannot be judged, and one that a secret was put into cannot be repeated.
 *
 * @param complete whether references have been replaced, so that each value is what it looks like
 * @param filled names of settings whose values had references
 */
record Discretion(boolean complete, Set<String> filled) {
  /** For settings as they are written. */
  static final Discretion AS_WRITTEN = new Discretion(false, Set.of());

  Discretion {
    filled = Set.copyOf(filled);
  }

  /** For settings whose references have been replaced. */
  static Discretion complete(Set<String> filled) {
    return new Discretion(true, filled);
  }

  boolean refers(String value) {
    return !complete && SecretReference.isIn(value);
  }

  boolean maySay(String name) {
    return !filled.contains(name) && !Secrets.isSecret(name) && !name.equals(SchemaKeys.URL.name());
  }

  /**
   * Refuses settings that cannot be used yet.
   *
   * @throws IllegalStateException naming one whose secret has not been fetched
   */
  void requireSecrets(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (refers(value)) {
            throw new IllegalStateException("the secret of " + name + " has not been fetched");
          }
        });
  }
}
