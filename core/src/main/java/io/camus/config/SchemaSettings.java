package io.camus.config;

import io.camus.spi.StorePath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where writer schemas come from. */
public final class SchemaSettings {
  private static final String PREFIX = "camus.schema.registry.";

  /** A host without http://, which would be taken for a directory. */
  private static final Pattern SERVER = Pattern.compile("[\\w.-]+(:\\d+)?(/.*)?");

  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
              + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

  static final KeyGroup KEYS = new KeyGroup("Schemas", "The schemas of Avro records.");

  private static final Key<List<String>> URL =
      KEYS.key("etl.schema.registry.url", KeyType.PARTS.map(SchemaSettings::places), "")
          .defaultMeans("none; Avro topics fail")
          .is(Key.Trait.UNREPEATED)
          .means(
              "The schema registry: a comma-separated list of http(s) URLs, or one directory of"
                  + " .avsc files, as a path or a file: or hdfs: URL.");

  private static final Key<String> CLASS =
      KEYS.optional(
              "kafka.message.coder.schema.registry.class",
              KeyType.TEXT.map(SchemaSettings::registryClass))
          .defaultMeans("confluent for URLs, directory for a path")
          .means(
              "Type of the registry: confluent (also for compatible registries such as Apicurio),"
                  + " schema-repo (AVRO-1124), directory, or the name of a class that implements"
                  + " io.camus.spi.SchemaRegistry. The class gets the keys of this section and your"
                  + " camus.schema.registry.custom.* keys.");

  private static final String CUSTOM = KEYS.prefix(PREFIX + "custom.");

  static {
    KEYS.include(HttpRegistry.KEYS);
    KEYS.rule(SchemaSettings::kindProblems);
  }

  public static final Key<Boolean> KEEP =
      KEYS.key("camus.schema.registry.keep", KeyType.YES_NO, "true")
          .means(
              "If true, fetched schemas are cached as files in schemas/ of the execution path. A"
                  + " run that meets only known schemas then does not need the registry.");

  public static final Key<Compatibility> COMPATIBILITY =
      KEYS.topicKey("camus.schema.compatibility", KeyType.oneOf(Compatibility.values()), "none")
          .means(
              "What a new version of a topic's schema must allow; another one stops the topic. none:"
                  + " anything. backward: readers with the new version read all committed files."
                  + " forward: readers with the version of any committed file read the new ones."
                  + " full: both.");

  private SchemaSettings() {}

  /** Where writer schemas come from, if anywhere; requires resolved secrets. */
  static Optional<SchemaSource> source(ParsedSettings settings) {
    Optional<String> userClass = userClass(settings);
    List<String> places = settings.value(URL);
    if (userClass.isPresent()) {
      return Optional.of(new SchemaSource.UserClass(userClass.get(), ofUserClass(settings)));
    }
    if (places.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        SchemaSource.Http.isUrl(places.get(0))
            ? HttpRegistry.of(kind(settings).orElse(RegistryKind.CONFLUENT), places, settings)
            : new SchemaSource.Directory(new StorePath(places.get(0))));
  }

  /** Whether schemas come from anywhere. */
  static boolean isSource(ParsedSettings settings) {
    return !settings.value(URL).isEmpty() || userClass(settings).isPresent();
  }

  private static Optional<RegistryKind> kind(ParsedSettings settings) {
    return settings.optional(CLASS).flatMap(RegistryKind::named);
  }

  /** The user's registry class. */
  static Optional<String> userClass(ParsedSettings settings) {
    return settings.optional(CLASS).filter(name -> RegistryKind.named(name).isEmpty());
  }

  private static Map<String, String> ofUserClass(ParsedSettings settings) {
    Map<String, String> own = new TreeMap<>(settings.declared());
    own.keySet().removeIf(name -> !name.equals(URL.name()) && !name.startsWith(PREFIX));
    return own;
  }

  private static Stream<String> kindProblems(ParsedSettings settings) {
    List<String> places = settings.value(URL);
    if (userClass(settings).isPresent()) {
      return Stream.empty();
    }
    Stream<String> custom =
        settings.declared().keySet().stream()
            .filter(name -> name.startsWith(CUSTOM))
            .map(
                name ->
                    name + " is unused: only a custom registry class reads it; name the class in")
            .map(problem -> problem + " " + CLASS.name());
    boolean servers = places.stream().allMatch(SchemaSource.Http::isUrl);
    Optional<RegistryKind> kind = kind(settings);
    if (kind.isPresent() && (places.isEmpty() || kind.get().isServer() != servers)) {
      return Stream.concat(
          custom,
          Stream.of(
              String.format(
                  Locale.ROOT,
                  "%s = %s needs etl.schema.registry.url to be %s",
                  CLASS.name(),
                  settings.value(CLASS),
                  kind.get().isServer() ? "http(s) URLs" : "a directory")));
    }
    return servers
        ? custom
        : Stream.concat(
            custom,
            HttpRegistry.identities(settings)
                .map(
                    key ->
                        key.name()
                            + " is unused: etl.schema.registry.url is a directory;"
                            + " remove it"));
  }

  private static List<String> places(List<String> places) {
    boolean servers = places.stream().allMatch(SchemaSource.Http::isUrl);
    KeyType.check(
        servers || places.size() == 1,
        "must be a comma-separated list of http(s) URLs, or one directory");
    if (servers) {
      places.forEach(SchemaSource.Http::url);
    } else {
      KeyType.check(
          !SERVER.matcher(places.get(0)).matches(),
          "must be http:// or https:// and a host, or a directory: an absolute path, with or without"
              + " a scheme, like hdfs://host/schemas or /schemas");
      StorePath unused = KeyType.PATH.parser().apply(places.get(0));
    }
    return places;
  }

  private static String registryClass(String name) {
    RegistryKind.refusal(name)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    KeyType.check(
        RegistryKind.named(name).isPresent() || CLASS_NAME.matcher(name).matches(),
        String.format(
            Locale.ROOT,
            "must be one of %s, or a fully qualified class name",
            String.join(", ", RegistryKind.WORDS.keySet())));
    return name;
  }
}
