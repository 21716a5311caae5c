package io.camus.config;

import static io.camus.config.Reading.check;
import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.milliseconds;
import static io.camus.config.Reading.optionalSecret;
import static io.camus.config.Reading.optionalText;

import io.camus.spi.StorePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Where writer schemas come from. */
final class SchemaKeys {

  static final Key<List<String>> URL =
      Key.of("etl.schema.registry.url", ConfigDef.Type.LIST, SchemaKeys::places)
          .byDefault("")
          .defaultMeans("none; Avro topics then fail")
          .means(
              "The schema registry: http(s) URLs of servers with Confluent's protocol, separated by"
                  + " commas, or one directory of .avsc files, as a path or a file: or hdfs: URL.");

  static final Key<Optional<String>> USER =
      optionalText("camus.schema.registry.basic.auth.user")
          .defaultMeans("none")
          .means("The user for a registry that asks for basic authentication.");

  static final Key<Optional<String>> PASSWORD =
      optionalSecret("camus.schema.registry.basic.auth.password")
          .defaultMeans("none")
          .means(
              "That user's password; best as a reference to where it is kept, such as"
                  + " ${env:REGISTRY_PASSWORD}.");

  static final Key<Optional<String>> CERTIFICATES =
      Key.of(
              "camus.schema.registry.ssl.truststore.certificates",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(SchemaKeys::certificates))
          .defaultMeans("the certificate authorities that Java trusts")
          .means(
              "Certificates of the only authorities to trust for https, in PEM format; best as a"
                  + " reference to their file, such as ${directory:/etc/camus:ca.pem}.");

  /** Keys whose values may be references, besides those of Kafka's clients; for messages. */
  static final String REFERRING = PASSWORD.name() + ", " + CERTIFICATES.name();

  static final Key<Duration> TIMEOUT =
      milliseconds("camus.schema.registry.timeout.ms")
          .byDefault("10000")
          .means("Milliseconds to wait for one answer of the registry.");

  static final Key<Integer> RETRIES =
      integer("camus.schema.registry.retries", 0, 100)
          .byDefault("3")
          .means("Further attempts when the registry does not answer or fails.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Schemas",
          "Where the schemas of Avro records come from.",
          List.of(URL, USER, PASSWORD, CERTIFICATES, TIMEOUT, RETRIES));

  private SchemaKeys() {}

  static Optional<SchemaSource> source(Given given) {
    List<String> places = given.value(URL);
    if (places.isEmpty()) {
      return Optional.empty();
    }
    if (!isHttp(places.get(0))) {
      return Optional.of(new SchemaSource.Directory(new StorePath(places.get(0))));
    }
    Optional<SchemaSource.Login> login =
        given
            .value(USER)
            .map(user -> new SchemaSource.Login(user, given.value(PASSWORD).orElseThrow()));
    return Optional.of(
        new SchemaSource.Http(
            places.stream().map(URI::create).toList(),
            login,
            given.value(CERTIFICATES),
            given.value(TIMEOUT),
            given.value(RETRIES)));
  }

  static boolean isHttp(String place) {
    String lower = place.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  private static List<String> places(Object value) {
    List<String> places = ((List<?>) value).stream().map(place -> ((String) place).trim()).toList();
    boolean servers = places.stream().allMatch(SchemaKeys::isHttp);
    check(
        servers || places.size() == 1,
        "must be http(s) URLs, separated by commas, or one directory");
    if (servers) {
      places.forEach(SchemaKeys::server);
    } else {
      Reading.storePath(places.get(0));
    }
    return places;
  }

  private static void server(String text) {
    try {
      URI url = new URI(text);
      check(url.getHost() != null, "every URL needs a host, like http://registry:8081");
      check(
          url.getUserInfo() == null,
          "must not hold a user or a password; set camus.schema.registry.basic.auth.user and"
              + " .password");
    } catch (URISyntaxException bad) {
      throw new IllegalArgumentException("every URL must be well formed", bad);
    }
  }

  private static String certificates(Object value) {
    String text = Reading.trimmed(value);
    check(
        text.contains("-----BEGIN CERTIFICATE-----"),
        "must be certificates in PEM format, or a reference to such a file");
    return text;
  }
}
