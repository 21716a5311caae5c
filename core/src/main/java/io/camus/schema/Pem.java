package io.camus.schema;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of a text in PEM format: {@code -----BEGIN CERTIFICATE----- ... -----END ...}. */
final class Pem {
  private Pem() {}

  /**
   * The contents of all blocks with a label, in order.
   *
   * @throws IllegalArgumentException if one is not Base64
   */
  static List<byte[]> blocks(String text, String label) {
    Matcher matcher =
        Pattern.compile(
                String.format(Locale.ROOT, "-----BEGIN %1$s-----([^-]*)-----END %1$s-----", label))
            .matcher(text);
    List<byte[]> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(Base64.getMimeDecoder().decode(matcher.group(1).getBytes(US_ASCII)));
    }
    return blocks;
  }

  /**
   * All certificates, in order; empty if there is none.
   *
   * @throws CertificateException if one is malformed
   */
  static List<X509Certificate> certificates(String text) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (byte[] der : blocks(text, "CERTIFICATE")) {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (IllegalArgumentException e) {
      throw new CertificateException(e);
    }
    return certificates;
  }
}
