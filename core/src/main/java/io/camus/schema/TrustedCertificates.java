package io.camus.schema;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.camus.model.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates in PEM format, of the authorities that a registry's certificate may come from. */
final class TrustedCertificates {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

  private TrustedCertificates() {}

  /**
   * TLS that trusts these authorities and no other.
   *
   * @throws ConfigurationException if there is none among the text, or one is malformed
   */
  static SSLContext context(String pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Matcher matcher = CERTIFICATE.matcher(pem);
      while (matcher.find()) {
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1).getBytes(US_ASCII));
        store.setCertificateEntry(
            "authority-" + store.size(),
            factory.generateCertificate(new ByteArrayInputStream(der)));
      }
      if (store.size() == 0) {
        throw new ConfigurationException(unusable("no certificate is in it"));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new ConfigurationException(unusable("a certificate in it is malformed"), e);
    }
  }

  private static String unusable(String why) {
    return "camus.schema.registry.ssl.truststore.certificates cannot be used: " + why;
  }
}
