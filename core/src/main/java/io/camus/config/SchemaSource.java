package io.camus.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.StorePath;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where writer schemas come from. */
public sealed interface SchemaSource {

  /**
   * A registry that is asked by HTTP.
   *
   * @param protocol what it speaks: {@link RegistryKind#CONFLUENT} or {@link
   *     RegistryKind#SCHEMA_REPO}
   * @param urls base URLs of its servers, http or https, tried in order; a path in them is kept
   * @param login who we are, if it asks
   * @param certificates in PEM, of the only authorities to trust; empty: those that Java trusts
   * @param own the certificate that we show, if it asks
   * @param timeout for one request
   * @param retries further attempts after the first one
   */
  record Http(
      RegistryKind protocol,
      List<URI> urls,
      Optional<Login> login,
      Optional<String> certificates,
      Optional<Own> own,
      Duration timeout,
      int retries)
      implements SchemaSource {
    public Http {
      urls = List.copyOf(urls);
      if (urls.isEmpty()) {
        throw new IllegalArgumentException("a registry needs at least one address");
      }
      urls.forEach(Http::requireAddress);
    }

    private static void requireAddress(URI url) {
      if (url.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "a registry's address must not hold user and password; they have settings of their own");
      }
      if (!HttpRegistry.isUrl(url.toString())
          || url.getHost() == null
          || url.getRawQuery() != null
          || url.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "a registry's address is http://host:port/path or https, not " + url);
      }
    }
  }

  /**
   * A directory of {@code .avsc} files.
   *
   * @param path the directory
   */
  record Directory(StorePath path) implements SchemaSource {}

  /**
   * A class of the user's.
   *
   * @param className its full name
   * @param settings what it gets: {@code etl.schema.registry.url} and {@code
   *     camus.schema.registry.*}
   */
  record UserClass(String className, Map<String, String> settings) implements SchemaSource {
    public UserClass {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    @Override
    public String toString() {
      return "UserClass[className=" + className + ", settings=" + settings.keySet() + "]";
    }
  }

  /** Who we are to a server. */
  sealed interface Login {

    /** The value of the Authorization header. */
    String authorization();
  }

  /**
   * Basic authentication.
   *
   * @param user the user's name
   * @param password that user's
   */
  record Password(String user, String password) implements Login {
    @Override
    public String authorization() {
      byte[] pair = (user + ":" + password).getBytes(UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Password[user=" + user + "]";
    }
  }

  /**
   * Bearer authentication.
   *
   * @param token as it is sent
   */
  record Token(String token) implements Login {
    @Override
    public String authorization() {
      return "Bearer " + token;
    }

    @Override
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * Our certificate and its key.
   *
   * @param chain in PEM, ours first, then those above it
   * @param key that of our certificate, in PEM: PKCS#8, not encrypted
   */
  record Own(String chain, String key) {
    @Override
    public String toString() {
      return "Own[]";
    }
  }
}
