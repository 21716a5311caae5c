package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.function.Supplier;

/**
 * Who we are to a registry. The secret is fetched for each request, and neither kept nor printed.
 */
public sealed interface RegistryCredentials {

  /** The value of the Authorization header. */
  String authorization();

  /** A name and a password. */
  record Basic(String user, Supplier<String> password) implements RegistryCredentials {
    public Basic {
      requireNonNull(user, "user");
      requireNonNull(password, "password");
    }

    @Override
    public String authorization() {
      byte[] pair = (user + ":" + password.get()).getBytes(UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
      return "Basic[user=" + user + "]";
    }
  }

  /** A token. */
  record Bearer(Supplier<String> token) implements RegistryCredentials {
    public Bearer {
      requireNonNull(token, "token");
    }

    @Override
    public String authorization() {
      return "Bearer " + token.get();
    }

    @Override
    public String toString() {
      return "Bearer[]";
    }
  }
}
