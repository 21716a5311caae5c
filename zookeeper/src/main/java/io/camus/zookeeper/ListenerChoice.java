package io.camus.zookeeper;

import io.camus.config.ZooKeeperSettings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which of the brokers' listeners is for us: the one of the user's choice, else the only one of the
 * protocol that our clients speak; of several of that protocol, the one that is named after it.
 */
final class ListenerChoice {
  private final String wanted;
  private final String protocol;

  /** What a configuration asks for. */
  ListenerChoice(ZooKeeperSettings settings) {
    wanted = settings.listener().map(ListenerChoice::capitals).orElse("");
    protocol = capitals(settings.protocol());
  }

  private static String capitals(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /**
   * The addresses of that listener, without those of brokers that do not have it.
   *
   * @return {@code host:port}, each once, sorted; at least one
   * @throws IllegalArgumentException saying why no listener can be chosen, and what to do
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
                  "the brokers have no listener %sfor kafka.security.protocol %s, but %s; set",
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
