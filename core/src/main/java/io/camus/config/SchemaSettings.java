package io.camus.config;

import io.camus.spi.StorePath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where writer schemas come from. */
public final class SchemaSettings {
  /** The registry for http(s) URLs, if none is chosen. */
  public static final String OF_SERVERS = "confluent";

  /** The registry for a path, if none is chosen. */
  public static final String OF_DIRECTORY = "directory";

  /** A host without http://, which would be taken for a directory. */
  private static final Pattern SERVER = Pattern.compile("[\\w.-]+(:\\d+)?(/.*)?");

  static final KeyGroup KEYS = new KeyGroup("Schemas", "The schemas of Avro records.");

  private static final Key<List<String>> URL =
      KEYS.key("etl.schema.registry.url", KeyType.PARTS.map(SchemaSettings::places), "")
          .defaultMeans("none; Avro topics fail")
          .is(Key.Trait.UNREPEATED)
          .means(
              "The schema registry: a comma-separated list of http(s) URLs, or one directory of"
                  + " .avsc files, as a path or a file: or hdfs: URL.");

  public static final Key<Provider> REGISTRY =
      KEYS.optional(
              "kafka.message.coder.schema.registry.class", KeyType.provider(Provider.Kind.REGISTRY))
          .defaultMeans(OF_SERVERS + " for URLs, " + OF_DIRECTORY + " for a path")
          .means(
              "Type of the registry: confluent (also for compatible registries such as Apicurio),"
                  + " schema-repo (AVRO-1124), directory, or the name or class of a plug-in's"
                  + " registry.");

  static {
    KEYS.include(HttpRegistry.KEYS);
    KEYS.rule(SchemaSettings::unusedIdentities);
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

  /** The chosen registry; empty if there is none. */
  static Optional<Provider> registry(ParsedSettings settings) {
    List<String> places = settings.value(URL);
    return settings.has(REGISTRY) || places.isEmpty()
        ? settings.optional(REGISTRY)
        : Optional.of(
            settings
                .keys()
                .providers()
                .get(Provider.Kind.REGISTRY, isServers(places) ? OF_SERVERS : OF_DIRECTORY));
  }

  /**
   * The URLs of the registry's servers.
   *
   * @throws IllegalArgumentException if others are set, or none
   */
  static List<URI> servers(CamusConfig config) {
    List<String> places = config.value(URL);
    KeyType.check(
        !places.isEmpty() && isServers(places), "it needs " + URL.name() + " to be http(s) URLs");
    return places.stream().map(HttpRegistry::url).toList();
  }

  /**
   * The directory of schemas.
   *
   * @throws IllegalArgumentException if something else is set, or nothing
   */
  public static StorePath directory(CamusConfig config) {
    List<String> places = config.value(URL);
    KeyType.check(
        !places.isEmpty() && !isServers(places), "it needs " + URL.name() + " to be a directory");
    return new StorePath(places.get(0));
  }

  private static boolean isServers(List<String> places) {
    return places.stream().allMatch(ServerUrl::isMeant);
  }

  private static Stream<String> unusedIdentities(ParsedSettings settings) {
    return isServers(settings.value(URL))
        ? Stream.empty()
        : HttpRegistry.identities(settings)
            .map(key -> key.name() + " is unused: " + URL.name() + " is a directory; remove it");
  }

  private static List<String> places(List<String> places) {
    boolean servers = isServers(places);
    KeyType.check(
        servers || places.size() == 1,
        "must be a comma-separated list of http(s) URLs, or one directory");
    if (servers) {
      places.forEach(HttpRegistry::url);
    } else {
      KeyType.check(
          !SERVER.matcher(places.get(0)).matches(),
          "must be http:// or https:// and a host, or a directory: an absolute path, with or without"
              + " a scheme, like hdfs://host/schemas or /schemas");
      StorePath unused = KeyType.storePath(places.get(0));
    }
    return places;
  }
}
