package io.camus.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * One declared key.
 *
 * @param name the name that documents and messages use
 * @param type how its text becomes a value
 * @param preset the text that holds if the key is not given
 * @param presetWords what then holds, for people, if the text does not say it; else empty
 * @param traits what else is special about it
 * @param meaning one or two sentences for the documentation
 */
public record Key<T>(
    String name,
    KeyType<T> type,
    Optional<String> preset,
    String presetWords,
    Set<Trait> traits,
    String meaning) {

  /** A property that few keys have. */
  enum Trait {
    /** It must be given. */
    REQUIRED,
    /** {@code <name>.<topic>} overrides it for one topic. */
    PER_TOPIC,
    /** A wrong value for one topic leaves out that topic only. */
    TOPICS_OWN,
    /** Its value may be a reference to a secret that is kept elsewhere. */
    MAY_REFER,
    /** No message repeats its value. */
    UNREPEATED,
    /** Any character may be meant in its value. */
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

  /** What its type is called: {@code text}, {@code list}, {@code whole number}, ... */
  public String typeWord() {
    return type.word();
  }

  /** What holds if it is not given: a text of its type, if {@link #hasShownPreset}, or words. */
  public String presetForPeople() {
    if (hasShownPreset()) {
      return preset.orElseThrow();
    }
    return required() ? "required" : presetWords.isEmpty() ? "none" : presetWords;
  }

  boolean hasShownPreset() {
    return presetWords.isEmpty() && preset.filter(text -> !text.isEmpty()).isPresent();
  }

  /** What a text means. */
  T parse(String text) {
    return type.parser().apply(text);
  }

  /**
   * What holds if it is not given.
   *
   * @throws IllegalArgumentException if it has no default
   */
  T presetValue() {
    return parse(preset.orElseThrow(() -> new IllegalArgumentException(name + " is not set")));
  }
}
