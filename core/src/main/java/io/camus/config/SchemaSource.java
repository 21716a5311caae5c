package io.camus.config;

import io.camus.spi.StorePath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where writer schemas come from. */
public sealed interface SchemaSource {

  /**
   * A registry that speaks Confluent's protocol.
   *
   * @param urls base URLs of its servers, tried in order; a path in them is kept
   * @param login who we are, if it asks
   * @param certificates in PEM, of the only authorities to trust; empty: those that Java trusts
   * @param timeout for one request
   * @param retries further attempts after the first one
   */
  record Http(
      List<URI> urls,
      Optional<Login> login,
      Optional<String> certificates,
      Duration timeout,
      int retries)
      implements SchemaSource {
    public Http {
      urls = List.copyOf(urls);
    }
  }

  /**
   * A directory of {@code .avsc} files.
   *
   * @param path the directory
   */
  record Directory(StorePath path) implements SchemaSource {}

  /**
   * Basic authentication.
   *
   * @param user the user's name
   * @param password that user's
   */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }
}
