package io.camus.config;

import io.camus.model.ShortNames;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.Utils;

/**
 * Kinds of keys by the shape of their value. Each method starts a {@link Key}; rules are told
 * without the value, which may be something that was pasted by mistake.
 */
final class Reading {
  private static final double MAX_MILLIS = 1e15;
  private static final int MAX_PORT = 65_535;

  /** A local path has at most 4095 bytes; topic, directories and file name need the rest. */
  private static final int PATH_BYTES = 1500;

  private static final Pattern ABSOLUTE = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?/.*");

  private Reading() {}

  static Key<Boolean> yesNo(String name) {
    return Key.of(name, ConfigDef.Type.BOOLEAN, Boolean.class::cast);
  }

  /** A text without surrounding blanks; never empty. */
  static Key<String> text(String name) {
    return Key.of(name, ConfigDef.Type.STRING, value -> trimmed(value));
  }

  static Key<Optional<String>> optionalText(String name) {
    return Key.of(
        name, ConfigDef.Type.STRING, value -> Optional.ofNullable(value).map(Reading::trimmed));
  }

  /** A text with all its blanks, which may be meant; never empty. */
  static Key<Optional<String>> optionalSecret(String name) {
    return Key.of(
        name,
        ConfigDef.Type.STRING,
        value -> {
          check(value == null || !((String) value).isEmpty(), "must not be empty");
          return Optional.ofNullable((String) value);
        });
  }

  static Key<Integer> integer(String name, int least, int most) {
    return Key.of(
        name,
        ConfigDef.Type.INT,
        value -> {
          int number = (Integer) value;
          check(number >= least && number <= most, range(least, most));
          return number;
        });
  }

  static Key<Optional<Integer>> optionalInteger(String name, int least) {
    return Key.of(
        name,
        ConfigDef.Type.INT,
        value -> {
          check(value == null || (Integer) value >= least, "must be " + least + " or more");
          return Optional.ofNullable((Integer) value);
        });
  }

  static Key<Double> decimal(String name, double least, double most) {
    return Key.of(
        name,
        ConfigDef.Type.DOUBLE,
        value -> {
          double number = (Double) value;
          check(
              number >= least && number <= most,
              String.format(Locale.ROOT, "must be from %s to %s", least, most));
          return number;
        });
  }

  static Key<Optional<Long>> optionalBytes(String name) {
    return Key.of(
        name,
        ConfigDef.Type.LONG,
        value -> {
          check(value == null || (Long) value > 0, "must be a number of bytes above 0");
          return Optional.ofNullable((Long) value);
        });
  }

  static Key<Long> bytes(String name) {
    return Key.of(
        name,
        ConfigDef.Type.LONG,
        value -> {
          check((Long) value > 0, "must be a number of bytes above 0");
          return (Long) value;
        });
  }

  static Key<Duration> milliseconds(String name) {
    return Key.of(
        name,
        ConfigDef.Type.LONG,
        value -> {
          check((Long) value > 0, "must be a number of milliseconds above 0");
          return Duration.ofMillis((Long) value);
        });
  }

  /** A span in units of {@code unit}, with a fraction if need be; -1 is no limit. */
  static Key<Optional<Duration>> limit(String name, Duration unit) {
    return Key.of(
            name,
            ConfigDef.Type.DOUBLE,
            value -> {
              double number = (Double) value;
              if (number == -1) {
                return Optional.<Duration>empty();
              }
              double millis = number * unit.toMillis();
              check(millis >= 1 && millis < MAX_MILLIS, "must be above 0, or -1 for no limit");
              return Optional.of(Duration.ofMillis(Math.round(millis)));
            })
        .byDefault("-1");
  }

  static Key<List<String>> list(String name) {
    return Key.of(name, ConfigDef.Type.LIST, Reading::strings).byDefault("");
  }

  /** Addresses of the form {@code host:port}. */
  static Key<List<String>> addresses(String name) {
    return Key.of(
            name,
            ConfigDef.Type.LIST,
            value -> {
              List<String> addresses = strings(value);
              check(addresses.stream().allMatch(Reading::isAddress), "each must be host:port");
              return addresses;
            })
        .byDefault("");
  }

  private static boolean isAddress(String text) {
    Integer port = Utils.getPort(text);
    return Utils.getHost(text) != null && port != null && port >= 1 && port <= MAX_PORT;
  }

  /** Topic names, or {@code all}. */
  static Key<TopicSet> topics(String name) {
    return Key.of(name, ConfigDef.Type.LIST, value -> TopicSet.of(strings(value))).byDefault("");
  }

  static Key<List<Pattern>> patterns(String name) {
    return Key.of(
            name,
            ConfigDef.Type.LIST,
            value -> strings(value).stream().map(Reading::pattern).toList())
        .byDefault("");
  }

  static Key<StorePath> path(String name) {
    return Key.of(name, ConfigDef.Type.STRING, value -> storePath(value)).mustBeGiven();
  }

  static Key<Optional<StorePath>> optionalPath(String name) {
    return Key.of(
        name, ConfigDef.Type.STRING, value -> Optional.ofNullable(value).map(Reading::storePath));
  }

  /**
   * One of several words, read by {@code named}, which answers empty for a word it does not know.
   */
  static <E> Key<E> choice(String name, List<String> words, Function<String, Optional<E>> named) {
    return Key.of(
        name,
        ConfigDef.Type.STRING,
        value ->
            named
                .apply(trimmed(value).toLowerCase(Locale.ROOT))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "must be one of " + String.join(", ", words))));
  }

  static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  static String trimmed(Object value) {
    String text = ((String) value).trim();
    check(!text.isEmpty(), "must not be empty");
    return text;
  }

  static StorePath storePath(Object value) {
    String text = trimmed(value);
    check(
        ABSOLUTE.matcher(text).matches(),
        "must be an absolute path, with or without a scheme, like hdfs://host/camus or /camus");
    for (String step : text.split("/", -1)) {
      check(
          ShortNames.bytes(step) <= ShortNames.MAX_BYTES,
          String.format(
              Locale.ROOT,
              "a step of the path has %d bytes, and file systems take at most %d: shorten it",
              ShortNames.bytes(step),
              ShortNames.MAX_BYTES));
    }
    check(
        ShortNames.bytes(text) <= PATH_BYTES,
        String.format(
            Locale.ROOT,
            "has %d bytes; use at most %d, since the paths of all files begin with it",
            ShortNames.bytes(text),
            PATH_BYTES));
    return new StorePath(text);
  }

  static String range(int least, int most) {
    return most == Integer.MAX_VALUE
        ? "must be " + least + " or more"
        : "must be from " + least + " to " + most;
  }

  private static List<String> strings(Object value) {
    return ((List<?>) value)
        .stream().map(String.class::cast).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  private static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException bad) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "\"%s\" is not a regular expression: %s (a comma always separates two of them)",
              regex,
              bad.getDescription()),
          bad);
    }
  }

  /** The lower-case names of an enum, in order, for messages. */
  static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The member of an enum whose name is the word. */
  static <E extends Enum<E>> Optional<E> member(E[] values, String word) {
    return Arrays.stream(values)
        .filter(value -> value.name().replace('_', '-').equalsIgnoreCase(word))
        .findFirst();
  }
}
