package io.camus.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The keys of one area, or of one provider, and the rules between them. The area's class adds keys
 * as it declares them; after the class is initialized, the group does not change. Keys are in
 * declaration order.
 */
public final class KeyGroup {
  /** No keys. */
  public static final KeyGroup NONE = ofProvider();

  private final String title;
  private final String introduction;
  private final List<Key<?>> keys = new ArrayList<>();
  private final List<Function<ParsedSettings, Stream<String>>> rules = new ArrayList<>();

  /**
   * @param introduction one sentence for the documentation
   */
  KeyGroup(String title, String introduction) {
    this.title = title;
    this.introduction = introduction;
  }

  /** A provider's group. */
  public static KeyGroup ofProvider() {
    return new KeyGroup(
        "Decoders, formats and plug-ins", "Keys of single decoders, file formats and plug-ins.");
  }

  /** The name of the area. */
  public String title() {
    return title;
  }

  String introduction() {
    return introduction;
  }

  /** In the order of the documentation. */
  public List<Key<?>> keys() {
    return Collections.unmodifiableList(keys);
  }

  /** Begins to declare a key with a default; {@link Declaration#means} completes it. */
  public <T> Declaration<T> key(String name, KeyType<T> type, String preset) {
    return new Declaration<>(name, type, Optional.of(preset));
  }

  /** The same for a key that {@code <name>.<topic>} overrides for one topic. */
  public <T> Declaration<T> topicKey(String name, KeyType<T> type, String preset) {
    return key(name, type, preset).is(Key.Trait.PER_TOPIC);
  }

  /** The same for a key that need not be given and has no default. */
  public <T> Declaration<T> optional(String name, KeyType<T> type) {
    return new Declaration<>(name, type, Optional.empty());
  }

  /** The same for a key that must be given. */
  <T> Declaration<T> required(String name, KeyType<T> type) {
    return optional(name, type).is(Key.Trait.REQUIRED);
  }

  /** Includes the keys and rules of a provider that this area can choose. */
  void include(KeyGroup provider) {
    keys.addAll(provider.keys);
    rules.addAll(provider.rules);
  }

  /**
   * Adds a rule between keys.
   *
   * @param rule the problems of the settings, one sentence each
   */
  void rule(Function<ParsedSettings, Stream<String>> rule) {
    rules.add(rule);
  }

  /** Refuses settings for which {@code wrong} is true. */
  void refuse(Predicate<ParsedSettings> wrong, String problem) {
    rule(settings -> wrong.test(settings) ? Stream.of(problem) : Stream.empty());
  }

  /** Refuses one of two keys without the other. */
  public void together(String names, Key<?> one, String oneWord, Key<?> other, String otherWord) {
    rule(
        settings ->
            settings.has(one) == settings.has(other)
                ? Stream.empty()
                : Stream.of(
                    String.format(
                        Locale.ROOT,
                        "%s must be set together; the %s is missing",
                        names,
                        settings.has(one) ? otherWord : oneWord)));
  }

  /** The problems between keys. */
  Stream<String> problems(ParsedSettings settings) {
    return rules.stream().flatMap(rule -> problems(rule, settings));
  }

  /** The problems of a rule; none if it needs a value that is invalid and already reported. */
  static Stream<String> problems(
      Function<ParsedSettings, Stream<String>> rule, ParsedSettings settings) {
    try {
      return rule.apply(settings).toList().stream();
    } catch (IllegalArgumentException wrong) {
      return Stream.empty();
    }
  }

  /** A key whose declaration is not complete. */
  public final class Declaration<T> {
    private final String name;
    private final KeyType<T> type;
    private final Set<Key.Trait> traits = EnumSet.noneOf(Key.Trait.class);
    private final Optional<String> preset;
    private String presetWords = "";

    private Declaration(String name, KeyType<T> type, Optional<String> preset) {
      this.name = name;
      this.type = type;
      this.preset = preset;
    }

    /** Sets the default in words. */
    public Declaration<T> defaultMeans(String words) {
      presetWords = words;
      return this;
    }

    public Declaration<T> is(Key.Trait trait) {
      traits.add(trait);
      return this;
    }

    /** Adds the key to the group. */
    public Key<T> means(String sentences) {
      Key<T> key = new Key<>(name, type, preset, presetWords, traits, sentences);
      keys.add(key);
      return key;
    }
  }
}
