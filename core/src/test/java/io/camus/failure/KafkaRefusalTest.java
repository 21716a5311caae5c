package io.camus.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaRefusalTest {

  private static SslAuthenticationException tls(String message, Throwable cause) {
    SSLHandshakeException handshake = new SSLHandshakeException(message);
    handshake.initCause(cause);
    return new SslAuthenticationException("SSL handshake failed", handshake);
  }

  private static void assertReason(Throwable failure, String... words) {
    assertThat(KafkaRefusal.reason(failure)).get().asString().contains(words);
  }

  @Test
  void aLogInThatFailsNamesTheSettings() {
    assertReason(
        new SaslAuthenticationException("invalid credentials"),
        "invalid credentials; check kafka.security.protocol");
    assertReason(new ClusterAuthorizationException("Not authorized"), "grant the client's user");
    assertThat(KafkaRefusal.reason(new TimeoutException("no answer"))).isEmpty();
  }

  @Test
  void eachReasonOfAHandshakeHasItsAdvice() {
    assertReason(
        tls("PKIX", new CertPathBuilderException("unable to find valid certification path")),
        "not signed by a trusted authority",
        "unable to find",
        "kafka.ssl.truststore.location");
    assertReason(
        tls("x", new CertificateException("No subject alternative DNS name matching b found.")),
        "for another host",
        "matching b",
        "kafka.brokers");
    assertReason(
        tls(
            "PKIX path validation failed",
            new CertPathValidatorException(
                "validity", new CertificateExpiredException("NotAfter"))),
        "has expired",
        "renew the broker");
    assertReason(tls("Received fatal alert: certificate_required", null), "kafka.ssl.keystore.*");
    assertReason(tls("Insufficient buffer", null), "TLS handshake failed", "kafka.ssl.*");
    assertThat(TlsFailure.of(new IOException("reset"))).isEmpty();
  }

  @Test
  void whatMayQuoteALogInIsNotRepeated() {
    KafkaException quoting =
        new KafkaException(
            "Failed to construct", new IllegalArgumentException("flag hunter2 in JAAS config"));
    assertThat(KafkaRefusal.ofMaking(quoting)).contains("is wrong").doesNotContain("hunter2");
    assertThat(KafkaRefusal.noClient("a client", "it", quoting)).hasNoCause();
    KafkaException harmless =
        new KafkaException("Failed to construct", new IOException("no such\n file"));
    assertThat(KafkaRefusal.ofMaking(harmless)).isEqualTo("no such; file");
    assertThat(KafkaRefusal.noClient("a client", "it", harmless))
        .hasMessage("cannot create a client: no such; file; correct it")
        .hasCause(harmless);
  }
}
