package io.camus.zookeeper;

import io.camus.config.ZooKeeperSettings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Selects the brokers' listener: the configured one, else the only one with our clients' protocol;
 * of several with that protocol, the one named after it.
 */
final class ListenerChoice {
  private final String wanted;
  private final String protocol;

  /** The configured selection. */
  ListenerChoice(ZooKeeperSettings settings) {
    wanted = settings.listener().map(ListenerChoice::capitals).orElse("");
    protocol = capitals(settings.protocol());
  }

  private static String capitals(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /**
   * The addresses of that listener, without brokers that do not have it.
   *
   * @return distinct {@code host:port}, sorted; at least one
   * @throws IllegalArgumentException with the reason why no listener can be selected, and what to
   *     do
   */
  List<String> addresses(Collection<BrokerRegistration> brokers) {
    List<Endpoint> all = brokers.stream().flatMap(broker -> broker.endpoints().stream()).toList();
    List<Endpoint> fit =
        all.stream()
            .filter(endpoint -> wanted.isEmpty() || endpoint.listener().equals(wanted))
            .filter(endpoint -> endpoint.protocol().equals(protocol))
            .toList();
    if (fit.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "the brokers have no listener %sfor kafka.security.protocol %s, only %s; set",
                  wanted.isEmpty() ? "" : wanted + " ",
                  protocol,
                  inWords(all))
              + " camus.zookeeper.listener and kafka.security.protocol to one of these");
    }
    String chosen = chosen(fit);
    return fit.stream()
        .filter(endpoint -> endpoint.listener().equals(chosen))
        .map(Endpoint::address)
        .distinct()
        .sorted()
        .toList();
  }

  private String chosen(List<Endpoint> fit) {
    Set<String> names = fit.stream().map(Endpoint::listener).collect(Collectors.toSet());
    if (names.size() == 1) {
      return names.iterator().next();
    }
    if (names.contains(protocol)) {
      return protocol;
    }
    throw new IllegalArgumentException(
        String.format(
                Locale.ROOT,
                "the brokers have several listeners for kafka.security.protocol %s; set",
                protocol)
            + " camus.zookeeper.listener to one of "
            + String.join(", ", new TreeSet<>(names)));
  }

  private static String inWords(List<Endpoint> endpoints) {
    return endpoints.stream()
        .map(Endpoint::inWords)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
