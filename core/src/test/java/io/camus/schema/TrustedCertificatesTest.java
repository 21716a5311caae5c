package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedCertificatesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----A-----END CERTIFICATE-----"
      })
  void aTextThatHoldsNoCertificateIsRefusedByTheKeysName(String pem) {
    assertThatThrownBy(() -> TrustedCertificates.managers(pem))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camus.schema.registry.ssl.truststore.certificates cannot be used");
  }
}
