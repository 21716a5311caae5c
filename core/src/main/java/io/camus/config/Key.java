package io.camus.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * One declared key: how it is spelled, what it means, and how its text becomes a value.
 *
 * <p>The reading function gets the value as {@link ConfigDef} parsed it, or null if the key was not
 * given and has no default; it throws {@link IllegalArgumentException} with the rule that was
 * broken, without the value.
 *
 * @param name the name that documents and messages use
 * @param type how the text is parsed
 * @param reading from the parsed value to the typed one
 * @param defaultText what holds if the key is not given; null if there is no default
 * @param required whether it must be given
 * @param defaultMeaning for people, where {@code defaultText} does not say it; else empty
 * @param meaning one or two sentences for the documentation
 * @param legacyNames other spellings that are accepted
 * @param perTopic whether {@code <name>.<topic>} overrides it for one topic
 */
record Key<T>(
    String name,
    ConfigDef.Type type,
    Function<Object, T> reading,
    String defaultText,
    boolean required,
    String defaultMeaning,
    String meaning,
    List<String> legacyNames,
    boolean perTopic) {

  Key {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(reading, "reading");
    legacyNames = List.copyOf(legacyNames);
  }

  /** An optional key without a default, for the copying methods below to complete. */
  static <T> Key<T> of(String name, ConfigDef.Type type, Function<Object, T> reading) {
    return new Key<>(name, type, reading, null, false, "", "", List.of(), false);
  }

  Key<T> byDefault(String text) {
    return new Key<>(
        name, type, reading, text, false, defaultMeaning, meaning, legacyNames, perTopic);
  }

  Key<T> defaultMeans(String words) {
    return new Key<>(
        name, type, reading, defaultText, false, words, meaning, legacyNames, perTopic);
  }

  Key<T> mustBeGiven() {
    return new Key<>(name, type, reading, null, true, "", meaning, legacyNames, perTopic);
  }

  Key<T> means(String sentences) {
    return new Key<>(
        name,
        type,
        reading,
        defaultText,
        required,
        defaultMeaning,
        sentences,
        legacyNames,
        perTopic);
  }

  Key<T> alsoCalled(String... names) {
    return new Key<>(
        name,
        type,
        reading,
        defaultText,
        required,
        defaultMeaning,
        meaning,
        List.of(names),
        perTopic);
  }

  Key<T> alsoPerTopic() {
    return new Key<>(
        name, type, reading, defaultText, required, defaultMeaning, meaning, legacyNames, true);
  }

  /**
   * The typed value of a text.
   *
   * @throws IllegalArgumentException with the rule that the text breaks, without the text
   */
  T read(String text) {
    return reading.apply(parsed(text));
  }

  /** What holds if the key is not given. */
  T preset() {
    return defaultText == null ? reading.apply(null) : read(defaultText);
  }

  /** The rule that a text breaks, for people; empty if it breaks none. */
  Optional<String> problem(String text) {
    try {
      T unused = read(text);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(wrong.getMessage());
    }
  }

  private Object parsed(String text) {
    if (type == ConfigDef.Type.STRING) {
      // ConfigDef would trim it, but blanks may be meant.
      return text;
    }
    try {
      return ConfigDef.parseType(name, text, type);
    } catch (ConfigException wrong) {
      throw new IllegalArgumentException(
          switch (type) {
            case BOOLEAN -> "must be true or false";
            case INT, LONG -> "must be a whole number";
            case DOUBLE -> "must be a number";
            default -> "must be a " + type.name().toLowerCase(Locale.ROOT);
          },
          wrong);
    }
  }
}
