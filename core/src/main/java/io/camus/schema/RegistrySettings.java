package io.camus.schema;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a registry.
 *
 * @param urls base addresses of its servers, http or https, with their path if they have one; tried
 *     in this order
 * @param connectTimeout for a connection
 * @param requestTimeout for one request with its whole answer
 * @param rounds how often all servers are tried before giving up, at least 1
 * @param firstBackoff the wait after the first round; each further one is twice as long, at most
 *     ten seconds
 * @param credentials for servers that ask who we are
 * @param tls whom we trust, and who we are, where an address is https
 */
public record RegistrySettings(
    List<URI> urls,
    Duration connectTimeout,
    Duration requestTimeout,
    int rounds,
    Duration firstBackoff,
    Optional<RegistryCredentials> credentials,
    RegistryTls tls) {
  public RegistrySettings {
    urls = List.copyOf(urls);
    requireNonNull(connectTimeout, "connectTimeout");
    requireNonNull(requestTimeout, "requestTimeout");
    requireNonNull(firstBackoff, "firstBackoff");
    requireNonNull(credentials, "credentials");
    requireNonNull(tls, "tls");
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a registry needs at least one address");
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("a registry is tried at least once, not " + rounds);
    }
    for (URI url : urls) {
      requireAddress(url);
    }
  }

  private static void requireAddress(URI url) {
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "a registry's address must not hold user and password; they have settings of their own");
    }
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    if (!(http || https)
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a registry's address is http://host:port/path or https, not " + url);
    }
  }
}
