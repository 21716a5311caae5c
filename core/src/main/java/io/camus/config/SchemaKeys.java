package io.camus.config;

import static io.camus.config.Reading.check;
import static io.camus.config.Reading.integer;
import static io.camus.config.Reading.milliseconds;
import static io.camus.config.Reading.optionalSecret;
import static io.camus.config.Reading.optionalText;
import static io.camus.config.Reading.yesNo;

import io.camus.spi.StorePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/** Where writer schemas come from. */
final class SchemaKeys {
  private static final String PREFIX = "camus.schema.registry.";
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
              + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

  static final Key<List<String>> URL =
      Key.of("etl.schema.registry.url", ConfigDef.Type.LIST, SchemaKeys::places)
          .byDefault("")
          .defaultMeans("none; Avro topics then fail")
          .means(
              "The schema registry: http(s) URLs of its servers, separated by commas, or one"
                  + " directory of .avsc files, as a path or a file: or hdfs: URL.");

  /** What begins the settings of a class of the user's. */
  static final String CUSTOM = "camus.schema.registry.custom.";

  static final Key<Optional<String>> CLASS =
      Key.of(
              "kafka.message.coder.schema.registry.class",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(SchemaKeys::registryClass))
          .defaultMeans("confluent for URLs, directory for a directory")
          .means(
              "What kind of registry it is: confluent (its protocol, as Apicurio and others have"
                  + " it), schema-repo (AVRO-1124), directory, or the name of a class that"
                  + " implements io.camus.spi.SchemaRegistry and gets the keys of this section and"
                  + " all camus.schema.registry.custom.* of yours.");

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

  static final Key<Optional<String>> TOKEN =
      optionalSecret("camus.schema.registry.bearer.auth.token")
          .defaultMeans("none")
          .means(
              "The token for a registry that asks for bearer authentication; best as a reference,"
                  + " such as ${directory:/run/secrets:registry-token}.");

  static final Key<Optional<String>> CERTIFICATES =
      Key.of(
              "camus.schema.registry.ssl.truststore.certificates",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(SchemaKeys::certificates))
          .defaultMeans("the certificate authorities that Java trusts")
          .means(
              "Certificates of the only authorities to trust for https, in PEM format; best as a"
                  + " reference to their file, such as ${directory:/etc/camus:ca.pem}.");

  static final Key<Optional<String>> CHAIN =
      Key.of(
              "camus.schema.registry.ssl.keystore.certificate.chain",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(SchemaKeys::certificates))
          .defaultMeans("none")
          .means(
              "Our certificate for a registry that asks for one, then those above it, in PEM format;"
                  + " best as a reference to their file.");

  static final Key<Optional<String>> KEY =
      Key.of(
              "camus.schema.registry.ssl.keystore.key",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(SchemaKeys::privateKey))
          .defaultMeans("none")
          .means(
              "The private key of that certificate, PKCS#8 in PEM format and not encrypted; best as"
                  + " a reference, such as ${directory:/etc/camus:registry.key}.");

  /** Keys whose values may be references, besides those of Kafka's clients; for messages. */
  static final String REFERRING =
      String.join(
              ", ", PASSWORD.name(), TOKEN.name(), CERTIFICATES.name(), CHAIN.name(), KEY.name())
          + ", "
          + CUSTOM
          + "*";

  static final Key<Boolean> KEEP =
      yesNo("camus.schema.registry.keep")
          .byDefault("true")
          .means(
              "Whether schemas that were seen are kept as files in schemas/ of the execution path,"
                  + " so that a run with known schemas does not need the registry.");

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
          List.of(
              URL, CLASS, USER, PASSWORD, TOKEN, CERTIFICATES, CHAIN, KEY, TIMEOUT, RETRIES, KEEP));

  private SchemaKeys() {}

  /** Whether schemas come from anywhere. */
  static boolean isSource(Given given) {
    return !given.value(URL).isEmpty() || userClass(given).isPresent();
  }

  /** The class of the user's that is the registry. */
  static Optional<String> userClass(Given given) {
    return given.value(CLASS).filter(name -> RegistryKind.named(name).isEmpty());
  }

  static Optional<SchemaSource> source(Given given) {
    Optional<String> userClass = userClass(given);
    if (userClass.isPresent()) {
      return Optional.of(new SchemaSource.UserClass(userClass.get(), settings(given)));
    }
    List<String> places = given.value(URL);
    if (places.isEmpty()) {
      return Optional.empty();
    }
    if (!isHttp(places.get(0))) {
      return Optional.of(new SchemaSource.Directory(new StorePath(places.get(0))));
    }
    return Optional.of(
        new SchemaSource.Http(
            given.value(CLASS).flatMap(RegistryKind::named).orElse(RegistryKind.CONFLUENT),
            places.stream().map(URI::create).toList(),
            login(given),
            given.value(CERTIFICATES),
            given
                .value(CHAIN)
                .map(chain -> new SchemaSource.Own(chain, given.value(KEY).orElseThrow())),
            given.value(TIMEOUT),
            given.value(RETRIES)));
  }

  private static Optional<SchemaSource.Login> login(Given given) {
    Optional<SchemaSource.Login> token = given.value(TOKEN).map(SchemaSource.Token::new);
    return token.isPresent()
        ? token
        : given
            .value(USER)
            .map(user -> new SchemaSource.Password(user, given.value(PASSWORD).orElseThrow()));
  }

  private static Map<String, String> settings(Given given) {
    Map<String, String> settings = new TreeMap<>(given.declared());
    settings.keySet().removeIf(name -> !name.equals(URL.name()) && !name.startsWith(PREFIX));
    return settings;
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

  private static String privateKey(Object value) {
    String text = Reading.trimmed(value);
    check(
        text.contains("-----BEGIN PRIVATE KEY-----"),
        "must be a private key that begins with -----BEGIN PRIVATE KEY-----, or a reference to such a"
            + " file; `openssl pkcs8 -topk8 -nocrypt` makes it of other kinds");
    return text;
  }

  private static String registryClass(Object value) {
    String name = Reading.trimmed(value);
    RegistryKind.refusal(name)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    check(
        RegistryKind.named(name).isPresent() || CLASS_NAME.matcher(name).matches(),
        String.format(
            Locale.ROOT,
            "must be one of %s, or the full name of a class",
            String.join(", ", RegistryKind.words())));
    return name;
  }
}
