package io.camus.config;

import static java.util.Objects.requireNonNull;

import io.camus.model.ShortNames;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.utils.Utils;

/**
 * Converts the text of a setting to a value. Parsing is the validation: a text is invalid if it has
 * no value.
 *
 * @param word its name in the documentation
 * @param parser creates the values
 */
public record KeyType<T>(String word, Parser<T> parser) {
  /** Creates the value of a text. */
  @FunctionalInterface
  public interface Parser<T> {
    /**
     * The value of a text.
     *
     * @param installed the providers that the text may name
     * @throws IllegalArgumentException with the violated rule, without the text, which may be a
     *     secret pasted by mistake
     */
    T parse(String text, Providers installed);
  }

  private static final double MAX_MILLIS = 1e15;
  private static final int MAX_PORT = 65_535;

  /** A local path has at most 4095 bytes; topic, directories and file name need the rest. */
  private static final int PATH_BYTES = 1500;

  private static final Pattern ABSOLUTE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?/.*");

  /** A text with all its blanks, which may be significant. */
  public static final KeyType<String> UNTRIMMED = of("text", text -> text);

  /** A text with all its blanks, never empty. */
  public static final KeyType<String> SECRET =
      UNTRIMMED.where(text -> !text.isEmpty(), "must not be empty");

  /** A text without surrounding blanks; never empty. */
  public static final KeyType<String> TEXT =
      UNTRIMMED.map(String::trim).where(text -> !text.isEmpty(), "must not be empty");

  public static final KeyType<Boolean> YES_NO = of("true or false", KeyType::yesNo);
  public static final KeyType<Integer> INTEGER =
      number("integer", "must be an integer", Integer::valueOf);
  private static final KeyType<Long> LONG = number("integer", "must be an integer", Long::valueOf);
  private static final KeyType<Double> DOUBLE =
      number("number", "must be a number", Double::valueOf);

  public static final KeyType<Long> BYTES =
      LONG.where(number -> number > 0, "must be a number of bytes above 0");

  public static final KeyType<Duration> MILLISECONDS =
      LONG.where(number -> number > 0, "must be a number of milliseconds above 0")
          .map(Duration::ofMillis);

  /** Comma-separated parts, including empty ones; none if the text is blank. */
  static final KeyType<List<String>> PARTS = of("list", KeyType::parts);

  public static final KeyType<List<String>> LIST =
      PARTS.map(parts -> parts.stream().filter(part -> !part.isEmpty()).toList());

  /** Addresses of the form {@code host:port}. */
  public static final KeyType<List<String>> ADDRESSES =
      LIST.where(
          addresses -> addresses.stream().allMatch(KeyType::isAddress), "each must be host:port");

  /** Topic names, or {@code all}. */
  static final KeyType<TopicSet> TOPICS = LIST.map(TopicSet::of);

  static final KeyType<List<Pattern>> PATTERNS =
      LIST.map(regexes -> regexes.stream().map(KeyType::pattern).toList());

  /** An absolute path of a directory. */
  public static final KeyType<StorePath> PATH = TEXT.map(KeyType::storePath);

  public KeyType {
    requireNonNull(word, "word");
    requireNonNull(parser, "parser");
  }

  /** A type that depends on the text only. */
  public static <T> KeyType<T> of(String word, Function<String, T> parser) {
    return new KeyType<>(word, (text, installed) -> parser.apply(text));
  }

  /** The type whose values are converted from this one's. */
  public <U> KeyType<U> map(Function<T, U> further) {
    return new KeyType<>(word, (text, installed) -> further.apply(parser.parse(text, installed)));
  }

  /** The type of the values that satisfy a rule. */
  public KeyType<T> where(Predicate<T> holds, String rule) {
    return map(
        value -> {
          check(holds.test(value), rule);
          return value;
        });
  }

  /** The type of the values that {@code reader} accepts. */
  public KeyType<T> readableBy(Function<T, ?> reader) {
    return map(
        value -> {
          Object unused = reader.apply(value);
          return value;
        });
  }

  public static KeyType<Integer> integer(int least, int most) {
    return INTEGER.where(
        number -> number >= least && number <= most,
        String.format(Locale.ROOT, "must be from %d to %d", least, most));
  }

  public static KeyType<Integer> integerFrom(int least) {
    return INTEGER.where(
        number -> number >= least, String.format(Locale.ROOT, "must be %d or more", least));
  }

  public static KeyType<Double> decimal(double least, double most) {
    return DOUBLE.where(
        number -> number >= least && number <= most,
        String.format(Locale.ROOT, "must be from %s to %s", least, most));
  }

  /** A duration in units of {@code unit}, possibly with a fraction; -1 is no limit. */
  static KeyType<Optional<Duration>> limit(Duration unit) {
    return DOUBLE.map(
        number -> {
          double millis = number * unit.toMillis();
          check(
              number == -1 || (millis >= 1 && millis < MAX_MILLIS),
              "must be above 0, or -1 for no limit");
          return number == -1
              ? Optional.empty()
              : Optional.of(Duration.ofMillis(Math.round(millis)));
        });
  }

  /** An installed provider of a kind, by its name or class. */
  static KeyType<Provider> provider(Provider.Kind kind) {
    return new KeyType<>(
        TEXT.word, (text, installed) -> installed.get(kind, TEXT.parser.parse(text, installed)));
  }

  /** The same, or empty for a word, in any case. */
  static KeyType<Optional<Provider>> providerUnless(String none, Provider.Kind kind) {
    KeyType<Provider> provider = provider(kind);
    return new KeyType<>(
        provider.word,
        (text, installed) ->
            text.trim().equalsIgnoreCase(none)
                ? Optional.empty()
                : Optional.of(provider.parser.parse(text, installed)));
  }

  /** One of some constants, each by its {@link #words word}. */
  public static <E extends Enum<E>> KeyType<E> oneOf(E[] constants) {
    return oneOf(words(constants), Map.of());
  }

  /**
   * One of several words, in any case.
   *
   * @param offered values by the words in messages, in order
   * @param accepted further words, in lower case
   */
  static <E> KeyType<E> oneOf(Map<String, E> offered, Map<String, E> accepted) {
    return TEXT.map(
        text -> {
          String word = text.toLowerCase(Locale.ROOT);
          E value = offered.getOrDefault(word, accepted.get(word));
          check(value != null, "must be one of " + String.join(", ", offered.keySet()));
          return value;
        });
  }

  /** Constants by their names in lower case with hyphens, in order. */
  static <E extends Enum<E>> Map<String, E> words(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return words;
  }

  static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  private static boolean yesNo(String text) {
    String word = text.trim().toLowerCase(Locale.ROOT);
    check(word.equals("true") || word.equals("false"), "must be true or false");
    return word.equals("true");
  }

  private static <N extends Number> KeyType<N> number(
      String word, String rule, Function<String, N> parser) {
    return of(
        word,
        text -> {
          try {
            return parser.apply(text.trim());
          } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(rule, wrong);
          }
        });
  }

  private static List<String> parts(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::trim).toList();
  }

  private static boolean isAddress(String text) {
    Integer port = Utils.getPort(text);
    return Utils.getHost(text) != null && port != null && port >= 1 && port <= MAX_PORT;
  }

  /** An absolute path without surrounding blanks. */
  static StorePath storePath(String text) {
    check(
        ABSOLUTE.matcher(text).matches(),
        "must be an absolute path, with or without a scheme, like hdfs://host/camus or /camus");
    for (String step : text.split("/", -1)) {
      check(
          ShortNames.bytes(step) <= ShortNames.MAX_BYTES,
          String.format(
              Locale.ROOT,
              "a path component has %d bytes, and file systems allow at most %d; shorten it",
              ShortNames.bytes(step),
              ShortNames.MAX_BYTES));
    }
    check(
        ShortNames.bytes(text) <= PATH_BYTES,
        String.format(
            Locale.ROOT,
            "has %d bytes; use at most %d, since all file paths start with it",
            ShortNames.bytes(text),
            PATH_BYTES));
    return new StorePath(text);
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException bad) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "\"%s\" is not a regular expression: %s (a comma always separates two expressions)",
              regex,
              bad.getDescription()),
          bad);
    }
  }
}
