package io.camus.setup;

import io.camus.failure.ConnectFailure;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds out why brokers do not answer, which Kafka's client does not report: whether their names
 * resolve, their ports are open, and what answers there.
 */
final class BrokerProbe {
  private static final int BROKERS = 3;
  private static final int FRAME_HEAD = 8;
  private static final byte TLS_ALERT = 21;
  private static final byte TLS_HANDSHAKE = 22;
  private static final int CORRELATION = 0x43_41_4d_55;

  private final List<String> brokers;
  private final boolean tls;
  private final Duration patience;

  /**
   * @param clientProperties settings of a Kafka client
   * @param patience timeout per broker and step
   */
  BrokerProbe(Map<String, Object> clientProperties, Duration patience) {
    this.brokers =
        Arrays.stream(
                String.valueOf(clientProperties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                    .split(","))
            .map(String::strip)
            .toList();
    this.tls =
        String.valueOf(clientProperties.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))
            .toUpperCase(Locale.ROOT)
            .endsWith("SSL");
    this.patience = patience;
  }

  /** The state of the first brokers, each with its address; takes some seconds. */
  String findings() {
    String findings =
        brokers.stream()
            .limit(BROKERS)
            .map(broker -> broker + ": " + finding(broker))
            .collect(Collectors.joining(", "));
    return brokers.size() > BROKERS
        ? String.format(Locale.ROOT, "%s and %d more", findings, brokers.size() - BROKERS)
        : findings;
  }

  private String finding(String broker) {
    String host = Utils.getHost(broker);
    Integer port = Utils.getPort(broker);
    if (host == null || port == null) {
      return "not host:port";
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName(host), port), (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      return answer(socket);
    } catch (IOException e) {
      return ConnectFailure.words(e);
    }
  }

  /** Sends an ApiVersions request, without TLS or login. */
  private String answer(Socket socket) throws IOException {
    byte[] client = "camus".getBytes(StandardCharsets.US_ASCII);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(2 + 2 + 4 + 2 + client.length);
    out.writeShort(18);
    out.writeShort(0);
    out.writeInt(CORRELATION);
    out.writeShort(client.length);
    out.write(client);
    out.flush();
    byte[] head;
    try {
      head = socket.getInputStream().readNBytes(FRAME_HEAD);
    } catch (SocketTimeoutException e) {
      return "accepts connections but does not answer (is it hanging?)";
    } catch (IOException e) {
      head = new byte[0]; // The server closed the connection, as it may if it requires TLS.
    }
    if (isKafka(head)) {
      return tls
          ? "answers without TLS; set kafka.security.protocol to PLAINTEXT or SASL_PLAINTEXT"
          : "reachable; it is slow, or its advertised.listeners has an address that this host"
              + " cannot reach";
    }
    boolean speaksTls = head.length > 0 && (head[0] == TLS_ALERT || head[0] == TLS_HANDSHAKE);
    if (head.length == 0 || speaksTls) {
      return tls
          ? "requires TLS, like this client"
          : "closes connections without TLS; set kafka.security.protocol to SSL or SASL_SSL";
    }
    return "another server, not a Kafka broker, answers";
  }

  private static boolean isKafka(byte[] head) {
    return head.length == FRAME_HEAD
        && ByteBuffer.wrap(head).getInt(FRAME_HEAD - Integer.BYTES) == CORRELATION;
  }
}
