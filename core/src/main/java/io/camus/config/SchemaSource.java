package io.camus.config;

import io.camus.spi.StorePath;
import java.net.URI;
import java.time.Duration;
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
   * @param urls base URLs of its servers, tried in order; a path in them is kept
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
  sealed interface Login {}

  /**
   * Basic authentication.
   *
   * @param user the user's name
   * @param password that user's
   */
  record Password(String user, String password) implements Login {
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
    public String toString() {
      return "Token[]";
    }
  }

  /**
   * Our certificate and its key.
   *
   * @param chain in PEM, ours first
   * @param key in PEM, PKCS#8
   */
  record Own(String chain, String key) {
    @Override
    public String toString() {
      return "Own[]";
    }
  }
}
