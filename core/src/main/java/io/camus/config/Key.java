package io.camus.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * One declared key.
 *
 * @param name the name that documents and messages use
 * @param type how its text becomes a value
 * @param preset the default, as text
 * @param presetWords the default in words, if the text does not say it; else empty
 * @param traits its special properties
 * @param meaning one or two sentences for the documentation
 */
public record Key<T>(
    String name,
    KeyType<T> type,
    Optional<String> preset,
    String presetWords,
    Set<Trait> traits,
    String meaning) {

  /** A special property of a key. */
  public enum Trait {
    /** It must be given. */
    REQUIRED,
    /** {@code <name>.<topic>} overrides it for one topic. */
    PER_TOPIC,
    /** An invalid value for one topic excludes only that topic. */
    TOPICS_OWN,
    /** Its value may be a reference to a secret. */
    MAY_REFER,
    /** No message repeats its value. */
    UNREPEATED,
    /** Its value may contain any character. */
    ANY_CHARACTER
  }

  public Key {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(preset, "preset");
    traits = Set.copyOf(traits);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether {@code <name>.<topic>} overrides it. */
  public boolean perTopic() {
    return has(Trait.PER_TOPIC);
  }

  boolean required() {
    return has(Trait.REQUIRED);
  }

  /** The name of its type: {@code text}, {@code list}, {@code integer}, ... */
  public String typeWord() {
    return type.word();
  }

  /** Its default: a text of its type, if {@link #hasShownPreset}, or words. */
  public String presetForPeople() {
    if (hasShownPreset()) {
      return preset.orElseThrow();
    }
    return required() ? "required" : presetWords.isEmpty() ? "none" : presetWords;
  }

  boolean hasShownPreset() {
    return presetWords.isEmpty() && preset.filter(text -> !text.isEmpty()).isPresent();
  }

  /** Parses a text. */
  T parse(String text, Providers installed) {
    return type.parser().parse(text, installed);
  }

  /**
   * Its default.
   *
   * @throws IllegalArgumentException if it has no default
   */
  T presetValue(Providers installed) {
    return parse(
        preset.orElseThrow(() -> new IllegalArgumentException(name + " is not set")), installed);
  }
}
