package io.camus.config;

import java.util.List;
import java.util.Locale;

/** Tells by its name whether a key holds a secret. */
final class Secrets {
  private static final List<String> PARTS =
      List.of(
          "password", "secret", "jaas.config", "token", "credential", "private", "keystore.key");

  private Secrets() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(name::contains);
  }
}
