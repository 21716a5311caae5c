package io.camus.config;

import static io.camus.config.Key.Trait.MAY_REFER;

import io.camus.config.SchemaSource.Login;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of HTTP schema registries, whatever their protocol. */
final class HttpRegistry {
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

  private HttpRegistry() {}

  /** The given keys with credentials. */
  static Stream<Key<?>> identities(ParsedSettings settings) {
    return Stream.<Key<?>>of(USER, TOKEN, CHAIN).filter(settings::has);
  }

  static SchemaSource.Http of(RegistryKind protocol, List<String> urls, ParsedSettings settings) {
    Optional<Login> token = settings.optional(TOKEN).map(Login::bearer);
    Optional<Login> password =
        settings.optional(USER).map(user -> Login.basic(user, settings.value(PASSWORD)));
    return new SchemaSource.Http(
        protocol,
        urls.stream().map(SchemaSource.Http::url).toList(),
        token.or(() -> password),
        settings.optional(CERTIFICATES),
        settings.optional(CHAIN).map(chain -> new SchemaSource.Own(chain, settings.value(KEY))),
        settings.value(TIMEOUT),
        settings.value(RETRIES));
  }
}
