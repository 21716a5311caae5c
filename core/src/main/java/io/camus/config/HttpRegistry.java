package io.camus.config;

import static io.camus.config.Key.Trait.MAY_REFER;
import static io.camus.config.KeyType.check;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to reach a schema registry with an HTTP API, whatever its protocol.
 *
 * @param urls base URLs of its servers, http or https, tried in order; a path in them is kept
 * @param login our credentials, if required
 * @param certificates in PEM, of the authorities to trust; empty: Java's
 * @param own our client certificate, if required
 * @param timeout for one request
 * @param retries further attempts after the first one
 */
public record HttpRegistry(
    List<URI> urls,
    Optional<Login> login,
    Optional<String> certificates,
    Optional<Own> own,
    Duration timeout,
    int retries) {
  static final KeyGroup KEYS = KeyGroup.ofProvider();

  private static final KeyType<String> CERTIFICATE =
      KeyType.TEXT.where(
          text -> text.contains("-----BEGIN CERTIFICATE-----"),
          "must be certificates in PEM format, or a reference to a file with them");

  private static final KeyType<String> PRIVATE_KEY =
      KeyType.TEXT.where(
          text -> text.contains("-----BEGIN PRIVATE KEY-----"),
          "must be a private key that begins with -----BEGIN PRIVATE KEY-----, or a reference to a"
              + " file with one; convert other formats with `openssl pkcs8 -topk8 -nocrypt`");

  private static final Key<String> USER =
      KEYS.optional("camus.schema.registry.basic.auth.user", KeyType.TEXT)
          .means("User for basic authentication.");

  private static final Key<String> PASSWORD =
      KEYS.optional("camus.schema.registry.basic.auth.password", KeyType.SECRET)
          .is(MAY_REFER)
          .means(
              "Password for basic authentication, preferably as a reference such as"
                  + " ${env:REGISTRY_PASSWORD}.");

  private static final Key<String> TOKEN =
      KEYS.optional("camus.schema.registry.bearer.auth.token", KeyType.SECRET)
          .is(MAY_REFER)
          .means(
              "Token for bearer authentication, preferably as a reference such as"
                  + " ${directory:/run/secrets:registry-token}.");

  private static final Key<String> CERTIFICATES =
      KEYS.optional("camus.schema.registry.ssl.truststore.certificates", CERTIFICATE)
          .defaultMeans("Java's trusted certificate authorities")
          .is(MAY_REFER)
          .means(
              "Certificate authorities to trust for HTTPS instead, in PEM format, preferably as a"
                  + " reference to a file such as ${directory:/etc/camus:ca.pem}.");

  private static final Key<String> CHAIN =
      KEYS.optional("camus.schema.registry.ssl.keystore.certificate.chain", CERTIFICATE)
          .is(MAY_REFER)
          .means(
              "Client certificate followed by its chain, in PEM format, preferably as a reference"
                  + " to a file. For registries that require one.");

  private static final Key<String> KEY =
      KEYS.optional("camus.schema.registry.ssl.keystore.key", PRIVATE_KEY)
          .is(MAY_REFER)
          .means(
              "Private key of the client certificate: unencrypted PKCS#8 in PEM format, preferably"
                  + " as a reference such as ${directory:/etc/camus:registry.key}.");

  private static final Key<Duration> TIMEOUT =
      KEYS.key("camus.schema.registry.timeout.ms", KeyType.MILLISECONDS, "10000")
          .means("Timeout of one request to the registry, in milliseconds.");

  private static final Key<Integer> RETRIES =
      KEYS.key("camus.schema.registry.retries", KeyType.integer(0, 100), "3")
          .means("Retries if the registry does not answer or fails.");

  static {
    KEYS.together(
        "camus.schema.registry.basic.auth.user and .password", USER, "user", PASSWORD, "password");
    KEYS.together(
        "camus.schema.registry.ssl.keystore.certificate.chain and .key",
        CHAIN,
        "certificate chain",
        KEY,
        "key");
    KEYS.refuse(
        settings -> settings.has(USER) && settings.has(TOKEN),
        String.format(
            Locale.ROOT,
            "%s and %s cannot both be set; remove one of them",
            USER.name(),
            TOKEN.name()));
  }

  public HttpRegistry {
    urls = List.copyOf(urls);
    check(!urls.isEmpty(), "a registry needs at least one address");
    urls.forEach(url -> url(url.toString()));
  }

  /**
   * As the settings say.
   *
   * @param config with its secrets
   * @throws IllegalArgumentException if {@code etl.schema.registry.url} names no servers
   */
  public static HttpRegistry of(CamusConfig config) {
    Optional<Login> token = config.optional(TOKEN).map(Login::bearer);
    Optional<Login> password =
        config.optional(USER).map(user -> Login.basic(user, config.value(PASSWORD)));
    return new HttpRegistry(
        SchemaSettings.servers(config),
        token.or(() -> password),
        config.optional(CERTIFICATES),
        config.optional(CHAIN).map(chain -> new Own(chain, config.value(KEY))),
        config.value(TIMEOUT),
        config.value(RETRIES));
  }

  /** The given keys with credentials. */
  static Stream<Key<?>> identities(ParsedSettings settings) {
    return Stream.<Key<?>>of(USER, TOKEN, CHAIN).filter(settings::has);
  }

  /**
   * The base URL of a server.
   *
   * @throws IllegalArgumentException with the rule that the text breaks, without the text
   */
  static URI url(String text) {
    return ServerUrl.parse(
        text, "http://registry:8081", "camus.schema.registry.basic.auth.user and .password");
  }

  /**
   * Credentials for a server.
   *
   * @param authorization the value of the Authorization header
   */
  public record Login(String authorization) {

    /** Basic authentication. */
    public static Login basic(String user, String password) {
      byte[] pair = (user + ":" + password).getBytes(UTF_8);
      return new Login("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Bearer authentication. */
    public static Login bearer(String token) {
      return new Login("Bearer " + token);
    }

    @Override
    public String toString() {
      return "Login[]";
    }
  }

  /**
   * Our certificate and its key.
   *
   * @param chain in PEM, ours first, then its issuers
   * @param key that of our certificate, in PEM: PKCS#8, not encrypted
   */
  public record Own(String chain, String key) {
    @Override
    public String toString() {
      return "Own[]";
    }
  }
}
