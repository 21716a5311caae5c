package io.camus.cli.serve;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses requests for other hosts than this one. Otherwise, any website in the user's browser
 * could read from a server on a loopback address: it lets its own name resolve to 127.0.0.1 (DNS
 * rebinding), and the browser then lets its scripts read the server's responses.
 *
 * @param names the hosts that may be asked for; empty if any may
 */
record HostCheck(Set<String> names) {
  HostCheck {
    names = Set.copyOf(names);
  }

  /**
   * The check of a server.
   *
   * @param host the host to bind to, as configured
   * @param address its address
   */
  static HostCheck of(String host, InetAddress address) {
    return address.isLoopbackAddress() ? new HostCheck(names(host)) : new HostCheck(Set.of());
  }

  private static Set<String> names(String host) {
    Set<String> names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    names.add(host.toLowerCase(Locale.ROOT));
    return names;
  }

  /** Whether a request may be answered. */
  boolean allows(Optional<String> header) {
    return names.isEmpty()
        || header
            .map(it -> it.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", ""))
            .filter(names::contains)
            .isPresent();
  }
}
