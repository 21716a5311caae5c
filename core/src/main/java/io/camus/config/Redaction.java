package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a configuration are there, and which of them may be shown: a value that still has
 * references in it cannot be judged, and one that is a secret, or that a secret was put into,
 * cannot be repeated.
 *
 * @param complete whether references have been replaced, so that each value is what it looks like
 * @param filled names of settings whose values had references
 */
record Redaction(boolean complete, Set<String> filled) {
  /** For settings as they are written. */
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
