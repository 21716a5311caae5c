package io.camus.schema;

import static java.util.Objects.requireNonNull;

import io.camus.model.ConfigurationException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * How we talk TLS to a registry.
 *
 * @param authorities certificates in PEM, of the only authorities to trust; empty: those that Java
 *     trusts
 * @param own the certificate that we show if the registry asks for one
 */
public record RegistryTls(Optional<String> authorities, Optional<ClientCertificate> own) {
  /** What Java does by itself. */
  public static final RegistryTls DEFAULT = new RegistryTls(Optional.empty(), Optional.empty());

  public RegistryTls {
    requireNonNull(authorities, "authorities");
    requireNonNull(own, "own");
  }

  /**
   * What the connections are made with; empty for what Java does by itself.
   *
   * @throws ConfigurationException if a certificate or the key cannot be used
   */
  Optional<SSLContext> context() {
    if (authorities.isEmpty() && own.isEmpty()) {
      return Optional.empty();
    }
    KeyManager[] keys = own.map(ClientCertificate::managers).orElse(null);
    TrustManager[] trust = authorities.map(TrustedCertificates::managers).orElse(null);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException("this Java cannot talk TLS to the schema registry", e);
    }
  }
}
