package io.camus.config;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reference to a secret, written instead of the secret: {@code ${env:KAFKA_PASSWORD}}, {@code
 * ${file:/etc/camus/secrets.properties:kafka.password}}, {@code
 * ${directory:/run/secrets:kafka-password}}, {@code ${credential:kafka.password}}. The syntax is
 * that of Kafka's config providers.
 *
 * @param kind where the secret is stored
 * @param place path of the file or directory; empty for kinds that need none
 * @param name the name of the secret there
 */
public record SecretReference(Kind kind, String place, String name) {
  private static final Pattern SHAPE = Pattern.compile("\\$\\{([^{}:]*):([^{}]*)}");

  /** Kinds of places for secrets. */
  public enum Kind {
    /** An environment variable of the driver. */
    ENV("${env:NAME}"),
    /** A key of a properties file on the driver's disk. */
    FILE("${file:PATH:KEY}"),
    /** A file in a directory on the driver's disk whose whole content is the secret. */
    DIRECTORY("${directory:PATH:FILE}"),
    /** An alias in Hadoop's credential providers. */
    CREDENTIAL("${credential:ALIAS}");

    private final String shape;

    Kind(String shape) {
      this.shape = shape;
    }

    boolean hasPlace() {
      return this == FILE || this == DIRECTORY;
    }
  }

  public SecretReference {
    requireNonNull(kind, "kind");
    requireNonNull(place, "place");
    requireNonNull(name, "name");
  }

  /** The shapes of all kinds, for messages. */
  static String shapes() {
    return Arrays.stream(Kind.values()).map(kind -> kind.shape).collect(Collectors.joining(", "));
  }

  /** Whether a value contains anything that looks like a reference. */
  static boolean isIn(String value) {
    return SHAPE.matcher(value).find();
  }

  /** Whether everything that looks like a reference is valid. */
  static boolean areSound(String value) {
    return SHAPE.matcher(value).results().allMatch(found -> parse(found).isPresent());
  }

  /** The references of a value, in order. */
  static List<SecretReference> in(String value) {
    return SHAPE.matcher(value).results().flatMap(found -> parse(found).stream()).toList();
  }

  /**
   * The value with each reference replaced.
   *
   * @param texts returns the replacement, given the text before the reference
   */
  static String replace(String value, BiFunction<SecretReference, String, String> texts) {
    return SHAPE
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    parse(found)
                        .map(it -> texts.apply(it, value.substring(0, found.start())))
                        .orElse(found.group())));
  }

  private static Optional<SecretReference> parse(MatchResult found) {
    String rest = found.group(2);
    int colon = rest.lastIndexOf(':');
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(found.group(1)))
        .filter(kind -> kind.hasPlace() ? colon > 0 && colon < rest.length() - 1 : !rest.isEmpty())
        .findFirst()
        .map(
            kind ->
                kind.hasPlace()
                    ? new SecretReference(kind, rest.substring(0, colon), rest.substring(colon + 1))
                    : new SecretReference(kind, "", rest));
  }

  /** As it is written. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "${%s:%s%s}",
        kind.name().toLowerCase(Locale.ROOT),
        kind.hasPlace() ? place + ":" : "",
        name);
  }
}
