package io.camus.config;

import static io.camus.config.KeyType.check;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.spi.StorePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where writer schemas come from. */
public sealed interface SchemaSource {

  /**
   * A registry with an HTTP API.
   *
   * @param protocol what it speaks: {@link RegistryKind#CONFLUENT} or {@link
   *     RegistryKind#SCHEMA_REPO}
   * @param urls base URLs of its servers, http or https, tried in order; a path in them is kept
   * @param login our credentials, if required
   * @param certificates in PEM, of the authorities to trust; empty: Java's
   * @param own our client certificate, if required
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
      check(!urls.isEmpty(), "a registry needs at least one address");
      urls.forEach(url -> url(url.toString()));
    }

    /** Whether a text is meant as the URL of a server. */
    static boolean isUrl(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * The base URL of a server.
     *
     * @throws IllegalArgumentException with the rule that the text breaks, without the text
     */
    static URI url(String text) {
      try {
        URI url = new URI(text);
        check(isUrl(text), "every URL must be http://host:port/path, or https");
        check(url.getHost() != null, "every URL needs a host, like http://registry:8081");
        check(
            url.getUserInfo() == null,
            "must not contain a user or a password; set camus.schema.registry.basic.auth.user and"
                + " .password");
        check(
            url.getRawQuery() == null && url.getRawFragment() == null,
            "every URL must end with its path; remove ? or # and what follows");
        return url;
      } catch (URISyntaxException bad) {
        throw new IllegalArgumentException("every URL must be well formed", bad);
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
   * A user's class.
   *
   * @param className its full name
   * @param settings its settings: {@code etl.schema.registry.url} and {@code
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

  /**
   * Credentials for a server.
   *
   * @param authorization the value of the Authorization header
   */
  record Login(String authorization) {

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
  record Own(String chain, String key) {
    @Override
    public String toString() {
      return "Own[]";
    }
  }
}
