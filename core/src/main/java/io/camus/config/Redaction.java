package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a configuration are complete, and which may be shown: a value with unresolved
 * references cannot be validated, and a value that contains a secret must not be shown.
 *
 * @param complete whether references have been replaced
 * @param filled names of settings whose values had references
 */
record Redaction(boolean complete, Set<String> filled) {
  /** For settings with references. */
  static final Redaction AS_WRITTEN = new Redaction(false, Set.of());

  private static final List<String> SECRET_PARTS =
      List.of(
          "password", "secret", "jaas.config", "token", "credential", "private", "keystore.key");

  Redaction {
    filled = Set.copyOf(filled);
  }

  /** For settings whose references have been replaced. */
  static Redaction complete(Set<String> filled) {
    return new Redaction(true, filled);
  }

  /** Whether a setting holds a secret by its name. */
  static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET_PARTS.stream().anyMatch(lower::contains);
  }

  /** Whether a setting holds a secret, by its name or from a reference. */
  boolean hides(String name) {
    return filled.contains(name) || isSecret(name);
  }

  boolean refers(String value) {
    return !complete && SecretReference.isIn(value);
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
