package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.config.HttpRegistry;
import io.camus.model.ConfigurationException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTlsTest {
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBgTCCASegAwIBAgIUNhegwYKmnnluHSXSW+ihSBdVc8kwCgYIKoZIzj0EAwIw
      FTETMBEGA1UEAwwKY2FtdXMtdGVzdDAgFw0yNjExMjkyMzE3NDFaGA8yMTI2MTEw
      NTIzMTc0MVowFTETMBEGA1UEAwwKY2FtdXMtdGVzdDBZMBMGByqGSM49AgEGCCqG
      SM49AwEHA0IABACbWJiCo1EN3BEBVORbef+hlZ+pvMF2kuqFI88kgVJrjvCPD+Lm
      dSXx/TcBMN2yDHSFI0lAeoEHDIrx2xGFd8qjUzBRMB0GA1UdDgQWBBRzU9xtdNJp
      cuI6kq2U2LhNLPDr3jAfBgNVHSMEGDAWgBRzU9xtdNJpcuI6kq2U2LhNLPDr3jAP
      BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIEe1T1NQsqfxh/XuxIoW
      JEpIkksak3JVqz7mUxCSckzhAiEApYDRFRTrR9lYRPjajlCJJZ4RWs7NLgkg6FDb
      Pz1Vafs=
      -----END CERTIFICATE-----
      """;

  /** That of the certificate, which no server knows. */
  private static final String KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdmTDbpivSvizu8AS
      IM1TBRCWaTH86A1KBzu3l1ZyEaKhRANCAAQAm1iYgqNRDdwRAVTkW3n/oZWfqbzB
      dpLqhSPPJIFSa47wjw/i5nUl8f03ATDdsgx0hSNJQHqBBwyK8dsRhXfK
      -----END PRIVATE KEY-----
      """;

  private static X509Certificate[] trusted(String pem) {
    return Stream.of(RegistryTls.trusted(pem))
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
        .toArray(X509Certificate[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----A-----END CERTIFICATE-----"
      })
  void aTextThatHoldsNoCertificateIsRefusedByTheKeysName(String pem) {
    assertThatThrownBy(() -> RegistryTls.trusted(pem))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camus.schema.registry.ssl.truststore.certificates cannot be used");
  }

  @Test
  void authoritiesAreTakenWithWhateverIsBetweenThemAndOnOneLineToo() {
    assertThat(trusted("subject=camus\n" + KEY + CERTIFICATE)).hasSize(1);
    assertThat(trusted(CERTIFICATE.replace("\n", ""))).isEqualTo(trusted(CERTIFICATE));
  }

  @Test
  void ourCertificateIsShownWithItsKey() {
    X509KeyManager shown =
        (X509KeyManager) RegistryTls.shown(new HttpRegistry.Own(CERTIFICATE, KEY))[0];

    String[] aliases = shown.getClientAliases("EC", null);
    assertThat(aliases).hasSize(1);
    assertThat(shown.getPrivateKey(aliases[0]).getAlgorithm()).isEqualTo("EC");
    assertThat(shown.getCertificateChain(aliases[0])).isEqualTo(trusted(CERTIFICATE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----hush",
        "-----BEGIN PRIVATE KEY-----hush-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----hush-----END EC PRIVATE KEY-----"
      })
  void keyThatIsNoneIsRefusedByItsNameAndNotRepeated(String key) {
    assertThatThrownBy(() -> RegistryTls.shown(new HttpRegistry.Own(CERTIFICATE, key)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camus.schema.registry.ssl.keystore.key cannot be used")
        .hasMessageNotContaining("hush");
  }

  @Test
  void chainWithoutACertificateIsRefusedByItsName() {
    assertThatThrownBy(() -> RegistryTls.shown(new HttpRegistry.Own("", "")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camus.schema.registry.ssl.keystore.certificate.chain");
  }

  @Test
  void keyIsNotPrinted() {
    assertThat(new HttpRegistry.Own(CERTIFICATE, "hush").toString()).doesNotContain("hush");
  }
}
