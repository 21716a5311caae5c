package io.camus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificateTest {
  private static final String CHAIN =
      """
      -----BEGIN CERTIFICATE-----
      MIIBeTCCAR+gAwIBAgIUHuvx8w8eQK+Ddcgo0L1YqcZvF3YwCgYIKoZIzj0EAwIw
      ETEPMA0GA1UEAwwGY2xpZW50MCAXDTI2MTEyMjIzMzQ1M1oYDzIxMjYxMDI5MjMz
      NDUzWjARMQ8wDQYDVQQDDAZjbGllbnQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
      AATyh9jz80hgMCKuPM6ga0n8MCQkOrEV7lj9WlJFKnP+k1yK7/2D+eX818JGPpXO
      k2GfLSSzjkBQX6iXjhjcLn3so1MwUTAdBgNVHQ4EFgQUjjbFjByEihwbu04MBRaU
      6EV/qdcwHwYDVR0jBBgwFoAUjjbFjByEihwbu04MBRaU6EV/qdcwDwYDVR0TAQH/
      BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiALpopIv1qW71ZrclMaNjkuhlSGuf77
      CjIfhTyZCqmIpgIhAMiV7/wPBO0mRJ4b/Cw34j6dqeG9pFDNaS+rT/OfmRQE
      -----END CERTIFICATE-----
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----hush",
        "-----BEGIN PRIVATE KEY-----hush-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----hush-----END EC PRIVATE KEY-----"
      })
  void keyThatIsNoneIsRefusedByItsNameAndNotRepeated(String key) {
    assertThatThrownBy(() -> new ClientCertificate(CHAIN, key).managers())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camus.schema.registry.ssl.keystore.key cannot be used")
        .hasMessageNotContaining("hush");
  }

  @Test
  void chainWithoutACertificateIsRefusedByItsName() {
    assertThatThrownBy(() -> new ClientCertificate("", "").managers())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camus.schema.registry.ssl.keystore.certificate.chain");
  }

  @Test
  void keyIsNotPrinted() {
    assertThat(new ClientCertificate(CHAIN, "hush").toString()).doesNotContain("hush");
  }
}
