package io.camus.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.config.CamusConfig;
import io.camus.config.RegistryKind;
import io.camus.config.SchemaSource;
import io.camus.config.SchemaSource.Login;
import io.camus.schema.CachedSchemas;
import io.camus.schema.ClientCertificate;
import io.camus.schema.ConfluentRegistry;
import io.camus.schema.DirectorySchemas;
import io.camus.schema.KeptSchemas;
import io.camus.schema.RegistryCredentials;
import io.camus.schema.RegistrySettings;
import io.camus.schema.RegistryTls;
import io.camus.schema.SchemaRepoRegistry;
import io.camus.schema.UserRegistry;
import io.camus.spi.SchemaRegistry;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes of the configuration where writer schemas come from, with the caches before it. */
final class Registries {
  private static final String FOLDER = "schemas";
  private static final Duration MISSING_SCHEMA = Duration.ofSeconds(30);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
  private static final int HASH_BYTES = 8;

  private final CamusConfig config;
  private final Function<StorePath, Store> stores;
  private final Clock clock;

  Registries(CamusConfig config, Function<StorePath, Store> stores, Clock clock) {
    this.config = config;
    this.stores = stores;
    this.clock = clock;
  }

  SchemaRegistry registry(SchemaSource source) {
    if (source instanceof SchemaSource.Directory directory) {
      return new DirectorySchemas(stores.apply(directory.path()), directory.path());
    }
    if (source instanceof SchemaSource.UserClass user) {
      return cached(
          UserRegistry.create(user.className(), user.settings(), Registries.class.getClassLoader()),
          user.className() + " " + user.settings().get("etl.schema.registry.url"));
    }
    SchemaSource.Http http = (SchemaSource.Http) source;
    RegistrySettings settings = settings(http);
    return cached(
        http.protocol() == RegistryKind.SCHEMA_REPO
            ? new SchemaRepoRegistry(settings)
            : new ConfluentRegistry(settings),
        http.urls().stream()
            .map(url -> url.toString().replaceAll("/+$", ""))
            .sorted()
            .collect(Collectors.joining(" ", http.protocol() + " ", "")));
  }

  /**
   * @param identity what tells the registry from all others, so that none takes the kept schemas of
   *     another
   */
  private SchemaRegistry cached(SchemaRegistry registry, String identity) {
    SchemaRegistry kept = registry;
    if (config.schemas().keepSchemas()) {
      StorePath folder = config.run().executionBase().child(FOLDER).child(hash(identity));
      kept = new KeptSchemas(registry, stores.apply(folder), folder, clock);
    }
    return new CachedSchemas(kept, MISSING_SCHEMA, clock);
  }

  private static String hash(String identity) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static RegistrySettings settings(SchemaSource.Http http) {
    return new RegistrySettings(
        http.urls(),
        http.timeout(),
        http.timeout(),
        http.retries() + 1,
        FIRST_BACKOFF,
        http.login().map(Registries::credentials),
        new RegistryTls(
            http.certificates(),
            http.own().map(own -> new ClientCertificate(own.chain(), own.key()))));
  }

  private static RegistryCredentials credentials(Login login) {
    if (login instanceof SchemaSource.Token token) {
      return new RegistryCredentials.Bearer(token::token);
    }
    SchemaSource.Password password = (SchemaSource.Password) login;
    return new RegistryCredentials.Basic(password.user(), password::password);
  }
}
