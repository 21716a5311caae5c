package io.camus.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BrokerProbeTest {
  private ServerSocket server;
  private String address;

  /** What a server does with a request. */
  private interface Server {
    void serve(byte[] request, OutputStream answer) throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    address = server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void serving(Server behaviour) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                InputStream in = client.getInputStream();
                behaviour.serve(in.readNBytes(4 + 15), client.getOutputStream());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static String findings(String brokers, String protocol) {
    return new BrokerProbe(
            Map.of("bootstrap.servers", brokers, "security.protocol", protocol),
            Duration.ofSeconds(1))
        .findings();
  }

  @Test
  void aClosedPortAndAnUnknownHostAreNamed() throws IOException {
    server.close();
    assertThat(findings(address + ",no-such-host.invalid:9092", "PLAINTEXT"))
        .isEqualTo(address + ": connection refused, no-such-host.invalid:9092: unknown host");
  }

  @Test
  void aServerThatHangsIsNamed() {
    assertThat(findings(address, "PLAINTEXT")).contains("does not answer");
  }

  @Test
  void aBrokerThatWantsTlsIsNamed() {
    serving((request, answer) -> answer.write(new byte[] {21, 3, 3, 0, 2, 2, 10}));
    assertThat(findings(address, "SASL_PLAINTEXT")).contains("SSL or SASL_SSL");
  }

  @Test
  void aServerThatHangsUpMayWantTls() {
    serving((request, answer) -> {});
    assertThat(findings(address, "PLAINTEXT")).contains("SSL or SASL_SSL");
  }

  @Test
  void aBrokerWithoutTlsIsNamed() {
    serving((request, answer) -> answer.write(answerOf(request)));
    assertThat(findings(address, "SSL")).contains("PLAINTEXT or SASL_PLAINTEXT");
  }

  @Test
  void aBrokerThatAnswersMayAdvertiseAnotherAddress() {
    serving((request, answer) -> answer.write(answerOf(request)));
    assertThat(findings(address, "PLAINTEXT")).contains("advertised.listeners");
  }

  @Test
  void anotherServerIsNamed() {
    serving(
        (request, answer) ->
            answer.write("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII)));
    assertThat(findings(address, "PLAINTEXT")).contains("not a Kafka broker");
  }

  /** Its length, the request's correlation id, and no versions. */
  private static byte[] answerOf(byte[] request) {
    byte[] answer = new byte[14];
    answer[3] = 10;
    System.arraycopy(Arrays.copyOfRange(request, 8, 12), 0, answer, 4, 4);
    return answer;
  }
}
