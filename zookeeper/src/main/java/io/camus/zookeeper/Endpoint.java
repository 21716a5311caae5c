package io.camus.zookeeper;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint of a broker.
 *
 * @param listener the listener's name, in capitals
 * @param protocol its security protocol, like {@code SASL_SSL}
 * @param address {@code host:port}
 */
record Endpoint(String listener, String protocol, String address) {
  private static final Pattern SHAPE = Pattern.compile("([^:/]+)://(\\[[^]]+]|[^:/]+):([0-9]+)");

  Endpoint {
    listener = listener.toUpperCase(Locale.ROOT);
    protocol = protocol.toUpperCase(Locale.ROOT);
  }

  /** The oldest format: a host and a port, without a protocol. */
  static Endpoint plain(String host, int port) {
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return new Endpoint("PLAINTEXT", "PLAINTEXT", literal + ":" + port);
  }

  /**
   * Parses {@code CLIENT://host:9093}.
   *
   * @param protocols the protocol by listener; a missing listener is named after its protocol
   * @throws IllegalArgumentException if the text has another form
   */
  static Endpoint parse(String text, Map<String, String> protocols) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "\"%s\" is not listener://host:port", text));
    }
    String listener = matcher.group(1);
    return new Endpoint(
        listener,
        protocols.getOrDefault(listener, listener),
        matcher.group(2) + ":" + matcher.group(3));
  }

  /** {@code CLIENT (SASL_SSL)}, or {@code SSL} if both are the same. */
  String inWords() {
    return listener.equals(protocol)
        ? listener
        : String.format(Locale.ROOT, "%s (%s)", listener, protocol);
  }
}
