package io.camus.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by its name whether a setting holds a secret, and whether it may name one's place. */
final class Secrets {
  private static final List<String> PARTS =
      List.of(
          "password", "secret", "jaas.config", "token", "credential", "private", "keystore.key");

  private static final Set<String> OF_CAMUS =
      Set.of(
          SchemaKeys.PASSWORD.name(),
          SchemaKeys.TOKEN.name(),
          SchemaKeys.CERTIFICATES.name(),
          SchemaKeys.CHAIN.name(),
          SchemaKeys.KEY.name(),
          ZooKeeperKeys.PASSWORD.name());

  private static final List<String> LOGIN_SECRETS = List.of("password", "secret");

  private Secrets() {}

  static boolean isSecret(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return PARTS.stream().anyMatch(name::contains);
  }

  /** Whether the value of a setting may have references in it. */
  static boolean mayRefer(String key) {
    return OF_CAMUS.contains(key)
        || key.startsWith(SchemaKeys.CUSTOM)
        || KafkaClientNames.isClientSetting(key);
  }

  /** Whether a setting holds a secret itself, where it could refer to one. */
  static boolean isPlain(String key, String value) {
    return mayRefer(key)
        && isSecret(key)
        && !value.isBlank()
        && !SecretReference.isIn(value)
        && (!isLogin(key)
            || LOGIN_SECRETS.stream().anyMatch(value.toLowerCase(Locale.ROOT)::contains));
  }

  /** Whether a value has the grammar of a JAAS file. */
  static boolean isLogin(String key) {
    return key.endsWith("sasl.jaas.config");
  }
}
