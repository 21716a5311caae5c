package io.camus.schema;

import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates in PEM format, of the authorities that a registry's certificate may come from. */
final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Trusts these authorities and no other.
   *
   * @throws ConfigurationException if there is none among the text, or one is malformed
   */
  static TrustManager[] managers(String pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      List<X509Certificate> authorities = Pem.certificates(pem);
      if (authorities.isEmpty()) {
        throw new ConfigurationException(unusable("no certificate is in it"));
      }
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("authority-" + store.size(), authority);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigurationException(unusable("a certificate in it is malformed"), e);
    }
  }

  private static String unusable(String why) {
    return "camus.schema.registry.ssl.truststore.certificates cannot be used: " + why;
  }
}
