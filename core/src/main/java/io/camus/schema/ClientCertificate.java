package io.camus.schema;

import static java.util.Objects.requireNonNull;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The certificate that we show to a registry, with its private key, both in PEM format.
 *
 * @param chain our certificate first, then those above it
 * @param key that of our certificate: PKCS#8, not encrypted
 */
public record ClientCertificate(String chain, String key) {
  private static final String CHAIN = "camus.schema.registry.ssl.keystore.certificate.chain";
  private static final String KEY = "camus.schema.registry.ssl.keystore.key";
  private static final char[] IN_MEMORY_ONLY = new char[0];

  public ClientCertificate {
    requireNonNull(chain, "chain");
    requireNonNull(key, "key");
  }

  /**
   * What shows the certificate to a server that asks for one.
   *
   * @throws ConfigurationException if certificate or key cannot be used; without either
   */
  KeyManager[] managers() {
    List<X509Certificate> certificates = certificates();
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry(
          "camus",
          privateKey(certificates.get(0).getPublicKey().getAlgorithm()),
          IN_MEMORY_ONLY,
          certificates.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, IN_MEMORY_ONLY);
      return keys.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s cannot be used with %s (%s)",
              KEY,
              CHAIN,
              e.getClass().getSimpleName()));
    }
  }

  private List<X509Certificate> certificates() {
    try {
      List<X509Certificate> certificates = Pem.certificates(chain);
      if (certificates.isEmpty()) {
        throw new ConfigurationException(CHAIN + " cannot be used: no certificate is in it");
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          CHAIN + " cannot be used: a certificate in it is malformed", e);
    }
  }

  private PrivateKey privateKey(String algorithm) throws GeneralSecurityException {
    try {
      List<byte[]> keys = Pem.blocks(key, "PRIVATE KEY");
      if (keys.size() == 1) {
        return KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the cause, which may repeat a part of the key.
    }
    throw new ConfigurationException(
        String.format(
                Locale.ROOT,
                "%s cannot be used: it must be one key that begins with -----BEGIN PRIVATE KEY-----, as",
                KEY)
            + " `openssl pkcs8 -topk8 -nocrypt` writes it");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientCertificate[]";
  }
}
