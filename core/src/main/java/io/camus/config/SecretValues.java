package io.camus.config;

import io.camus.model.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Replaces the references in settings by their secrets. */
final class SecretValues {
  private final KeyCatalog keys;
  private final Function<SecretReference, String> reader;
  private final Map<String, String> settings = new TreeMap<>();
  private final Set<String> filled = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  private SecretValues(KeyCatalog keys, Function<SecretReference, String> reader) {
    this.keys = keys;
    this.reader = reader;
  }

  /**
   * Fetches all secrets.
   *
   * @throws ConfigurationException naming every setting and reference without a secret
   */
  static SecretValues in(CamusConfig config, Function<SecretReference, String> reader) {
    SecretValues values = new SecretValues(config.keys(), reader);
    config.toMap().forEach(values::fill);
    if (!values.problems.isEmpty()) {
      throw new ConfigurationException(String.join("\n  ", values.problems));
    }
    return values;
  }

  /** The settings with their secrets. */
  Map<String, String> settings() {
    return settings;
  }

  /** The settings that contained references. */
  Set<String> filled() {
    return filled;
  }

  private void fill(String name, String value) {
    if (!keys.mayRefer(name) || !SecretReference.isIn(value)) {
      settings.put(name, value);
      return;
    }
    settings.put(name, SecretReference.replace(value, (it, before) -> secret(name, it, before)));
    filled.add(name);
  }

  private String secret(String name, SecretReference reference, String before) {
    try {
      String secret = reader.apply(reference);
      return isLogin(name) && isInQuotes(before) ? escaped(secret) : secret;
    } catch (ConfigurationException none) {
      problems.add(String.format(Locale.ROOT, "%s: %s: %s", name, reference, none.getMessage()));
      return "";
    }
  }

  /**
   * Whether a setting contains a secret although it could refer to one. A JAAS configuration does
   * if it contains a key for one.
   */
  static boolean isPlain(KeyCatalog keys, String name, String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return keys.mayRefer(name)
        && Redaction.isSecret(name)
        && !value.isBlank()
        && !SecretReference.isIn(value)
        && (!isLogin(name) || lower.contains("password") || lower.contains("secret"));
  }

  /** Whether a value has the grammar of a JAAS file. */
  private static boolean isLogin(String name) {
    return name.endsWith("sasl.jaas.config");
  }

  /** Whether the end of a text is within double quotes, as JAAS reads it. */
  private static boolean isInQuotes(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
    return quoted;
  }

  /** A text that JAAS reads as this one, within quotes. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
