package io.camus.zookeeper;

import io.camus.config.ZooKeeperSettings;
import io.camus.model.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the registrations of brokers and topics in ZooKeeper. Each call opens its own session, with
 * a handful of round trips however many nodes there are.
 */
final class Registrations {
  private final ZooKeeperSettings settings;
  private final Failures failures;

  Registrations(ZooKeeperSettings settings) {
    this.settings = settings;
    this.failures = new Failures(settings);
  }

  /**
   * Registered topics.
   *
   * @param present complete ones, by name
   * @param going those with a requested deletion
   */
  record Topics(SortedMap<String, TopicRegistration> present, Set<String> going) {}

  /**
   * The addresses of the running brokers.
   *
   * @return {@code host:port}, at least one
   * @throws SourceException if there is none, or none with a suitable listener
   */
  List<String> brokers() {
    return ask(
        session -> {
          List<String> ids =
              session
                  .children(settings.brokers())
                  .orElseThrow(
                      () -> failures.missing(settings.brokers(), "zookeeper.broker.nodes"));
          Map<String, BrokerRegistration> brokers =
              registrations(session, settings.brokers(), ids, BrokerRegistration::parse);
          if (brokers.isEmpty()) {
            throw failures.noBroker();
          }
          try {
            return new ListenerChoice(settings).addresses(brokers.values());
          } catch (IllegalArgumentException e) {
            throw failures.noListener(e.getMessage());
          }
        });
  }

  /**
   * The topics.
   *
   * @throws SourceException if they cannot be read, or one of them has an unknown format
   */
  Topics topics() {
    return ask(
        session -> {
          List<String> names =
              session
                  .children(settings.topics())
                  .orElseThrow(
                      () -> failures.missing(settings.topics(), "zookeeper.broker.topics"));
          SortedMap<String, TopicRegistration> present =
              registrations(session, settings.topics(), names, TopicRegistration::parse);
          // Afterwards: a topic deleted in the meantime is in one of the two results.
          Set<String> going = new HashSet<>(session.children(orders()).orElse(List.of()));
          present
              .entrySet()
              .removeIf(
                  topic ->
                      going.contains(topic.getKey()) || topic.getValue().partitions().isEmpty());
          return new Topics(present, going);
        });
  }

  /** The path of topics to be deleted: {@code admin} is a sibling of {@code brokers}. */
  private String orders() {
    String brokers = settings.topics().substring(0, settings.topics().lastIndexOf('/'));
    return brokers.substring(0, Math.max(0, brokers.lastIndexOf('/'))) + "/admin/delete_topics";
  }

  private <T> SortedMap<String, T> registrations(
      Session session, String parent, List<String> names, Function<byte[], T> parser)
      throws ReadFailure, InterruptedException {
    Map<String, String> paths = new HashMap<>();
    names.forEach(name -> paths.put(parent + "/" + name, name));
    SortedMap<String, T> registrations = new TreeMap<>();
    for (Map.Entry<String, byte[]> node :
        session.contents(new ArrayList<>(paths.keySet())).entrySet()) {
      try {
        registrations.put(paths.get(node.getKey()), parser.apply(node.getValue()));
      } catch (IllegalArgumentException e) {
        throw failures.unreadable(node.getKey(), e.getMessage());
      }
    }
    return registrations;
  }

  /** A request. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(Session session) throws ReadFailure, InterruptedException;
  }

  private <T> T ask(Question<T> question) {
    try (Session session = Session.open(settings).orElseThrow(failures::noSession)) {
      return question.ask(session);
    } catch (ReadFailure e) {
      throw failures.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.interrupted();
    }
  }
}
