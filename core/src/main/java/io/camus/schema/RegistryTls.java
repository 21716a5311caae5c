package io.camus.schema;

import io.camus.config.HttpRegistry;
import io.camus.model.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Creates the TLS context for a registry from certificates and a key in PEM format. */
final class RegistryTls {
  private static final String TRUST = "camus.schema.registry.ssl.truststore.certificates";
  private static final String CHAIN = "camus.schema.registry.ssl.keystore.certificate.chain";
  private static final String KEY = "camus.schema.registry.ssl.keystore.key";
  private static final char[] IN_MEMORY_ONLY = {};

  private RegistryTls() {}

  /**
   * The TLS context; empty for Java's default.
   *
   * @throws ConfigurationException if a certificate or the key cannot be used; without either
   */
  static Optional<SSLContext> context(HttpRegistry registry) {
    if (registry.certificates().isEmpty() && registry.own().isEmpty()) {
      return Optional.empty();
    }
    KeyManager[] keys = registry.own().map(RegistryTls::shown).orElse(null);
    TrustManager[] trust = registry.certificates().map(RegistryTls::trusted).orElse(null);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException("this Java has no TLS for the schema registry", e);
    }
  }

  /** Trusts only these authorities. */
  static TrustManager[] trusted(String authorities) {
    try {
      KeyStore store = emptyStore();
      for (Certificate authority : certificates(TRUST, authorities)) {
        store.setCertificateEntry("authority-" + store.size(), authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(TRUST, "a certificate in it is malformed", e);
    }
  }

  /** Presents our client certificate. */
  static KeyManager[] shown(HttpRegistry.Own own) {
    List<Certificate> chain = certificates(CHAIN, own.chain());
    try {
      KeyStore store = emptyStore();
      PrivateKey key = privateKey(own.key(), chain.get(0).getPublicKey().getAlgorithm());
      store.setKeyEntry("camus", key, IN_MEMORY_ONLY, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, IN_MEMORY_ONLY);
      return keys.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      // Without the cause, which may quote a part of the key.
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s cannot be used with %s (%s)",
              KEY,
              CHAIN,
              e.getClass().getSimpleName()));
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  /** All certificates of a text, in order, at least one. */
  private static List<Certificate> certificates(String setting, String pem) {
    List<Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] block : blocks(pem, "CERTIFICATE")) {
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(block)));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw unusable(setting, "a certificate in it is malformed", e);
    }
    if (certificates.isEmpty()) {
      throw unusable(setting, "it has no certificate", null);
    }
    return certificates;
  }

  private static PrivateKey privateKey(String pem, String algorithm)
      throws GeneralSecurityException {
    try {
      List<byte[]> keys = blocks(pem, "PRIVATE KEY");
      if (keys.size() == 1) {
        return KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
      }
    } catch (IllegalArgumentException e) {
      // Reported below, without the cause, which may quote a part of the key.
    }
    throw unusable(
        KEY,
        "it must be one key that begins with -----BEGIN PRIVATE KEY-----; convert others with"
            + " `openssl pkcs8 -topk8 -nocrypt`",
        null);
  }

  /**
   * The contents of all blocks with a label, in order.
   *
   * @throws IllegalArgumentException if one is not Base64
   */
  private static List<byte[]> blocks(String pem, String label) {
    return Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
        .matcher(pem)
        .results()
        .map(block -> Base64.getMimeDecoder().decode(block.group(1)))
        .toList();
  }

  private static ConfigurationException unusable(String setting, String why, Throwable cause) {
    return new ConfigurationException(
        String.format(Locale.ROOT, "%s cannot be used: %s", setting, why), cause);
  }
}
