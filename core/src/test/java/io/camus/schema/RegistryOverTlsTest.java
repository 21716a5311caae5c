package io.camus.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.camus.config.HttpRegistry;
import io.camus.model.SchemaUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry over TLS, which asks for a certificate if it is told to. */
@Timeout(60)
class RegistryOverTlsTest {
  private static final String CERTIFICATE = resource("server.pem");
  private static final Optional<HttpRegistry.Own> OWN =
      Optional.of(new HttpRegistry.Own(CERTIFICATE, resource("server.key")));

  private HttpServer server;

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theAuthorityThatIsNamedIsTrusted() throws IOException {
    start(false);

    assertThat(registry(Optional.of(CERTIFICATE), Optional.empty()).schema("clicks", 17))
        .contains(Schema.create(Schema.Type.STRING));
  }

  @Test
  void otherAuthoritiesAreNot() throws IOException {
    start(false);

    assertThatThrownBy(() -> registry(Optional.empty(), Optional.empty()).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("not signed by a trusted authority")
        .hasMessageContaining("Set camus.schema.registry.ssl.truststore.certificates");
  }

  @Test
  void ourCertificateIsShownToAServerThatAsksForIt() throws IOException {
    start(true);

    assertThat(registry(Optional.of(CERTIFICATE), OWN).schema("clicks", 17)).isPresent();
    assertThatThrownBy(
            () -> registry(Optional.of(CERTIFICATE), Optional.empty()).schema("clicks", 17))
        .isInstanceOf(SchemaUnavailableException.class)
        .hasMessageContaining("If it requires a client certificate, set")
        .hasMessageContaining("ssl.keystore.certificate.chain and .key");
  }

  @Test
  void aPlainServerMayRedirectToOneWithTls() throws IOException {
    start(false);
    try (StubRegistry plain = new StubRegistry()) {
      plain.reply("/schemas/ids/17", StubRegistry.Reply.redirect(url() + "/schemas/ids/17"));

      assertThat(
              registry(plain.url(""), Optional.of(CERTIFICATE), Optional.empty())
                  .schema("clicks", 17))
          .isPresent();
    }
  }

  private ConfluentRegistry registry(Optional<String> authorities, Optional<HttpRegistry.Own> own) {
    return registry(url(), authorities, own);
  }

  private static ConfluentRegistry registry(
      URI url, Optional<String> authorities, Optional<HttpRegistry.Own> own) {
    return new ConfluentRegistry(servers(url, authorities, own), Duration.ofMillis(1));
  }

  private static HttpRegistry servers(
      URI url, Optional<String> authorities, Optional<HttpRegistry.Own> own) {
    return new HttpRegistry(
        List.of(url), Optional.empty(), authorities, own, Duration.ofSeconds(30), 0);
  }

  private URI url() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private void start(boolean asksForCertificate) throws IOException {
    SSLContext tls =
        RegistryTls.context(servers(URI.create("https://x"), Optional.of(CERTIFICATE), OWN))
            .orElseThrow();
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(asksForCertificate);
            parameters.setSSLParameters(wanted);
          }
        });
    https.createContext("/", RegistryOverTlsTest::answer);
    https.start();
    server = https;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] schema = "{\"schema\":\"\\\"string\\\"\"}".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, schema.length);
      exchange.getResponseBody().write(schema);
    }
  }

  private static String resource(String name) {
    try (InputStream in = RegistryOverTlsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
