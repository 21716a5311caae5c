package io.camus.zookeeper;

import io.camus.config.ZooKeeperSettings;
import io.camus.model.SourceException;
import io.camus.setup.TopicList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics registered in ZooKeeper, with details from the brokers. A topic exists if it is in
 * ZooKeeper, no deletion is requested, and the brokers serve it. A topic that is being created has
 * no leader yet, and is left for the next run.
 */
final class RegisteredTopics implements TopicList {
  private static final Logger LOG = LoggerFactory.getLogger(RegisteredTopics.class);

  /** Topics recreated between two requests temporarily look unregistered. */
  private static final int LOOKS = 3;

  private final TopicList brokers;
  private final Supplier<Registrations.Topics> registrations;
  private final Failures failures;

  /**
   * @param brokers the topics according to the brokers
   * @param registrations reads ZooKeeper
   */
  RegisteredTopics(
      TopicList brokers, Supplier<Registrations.Topics> registrations, ZooKeeperSettings settings) {
    this.brokers = brokers;
    this.registrations = registrations;
    this.failures = new Failures(settings);
  }

  /**
   * {@inheritDoc} The brokers are queried first: what they serve was registered before, so
   * ZooKeeper must have all of it.
   *
   * @throws SourceException if it does not, since topics would be silently missing
   */
  @Override
  public List<Topic> topics() {
    List<String> unregistered = List.of();
    for (int look = 0; look < LOOKS; look++) {
      List<Topic> served = brokers.topics();
      Registrations.Topics registered = registrations.get();
      unregistered =
          served.stream()
              .filter(topic -> !registered.going().contains(topic.name()))
              .filter(topic -> !isRegistered(topic, registered))
              .map(Topic::name)
              .toList();
      if (unregistered.isEmpty()) {
        List<Topic> topics =
            served.stream().filter(topic -> !registered.going().contains(topic.name())).toList();
        logUnserved(registered, topics);
        return topics;
      }
    }
    throw failures.unregistered(unregistered);
  }

  @Override
  public Set<String> hidden(Collection<String> names) {
    return brokers.hidden(names);
  }

  private static boolean isRegistered(Topic topic, Registrations.Topics registered) {
    TopicRegistration registration = registered.present().get(topic.name());
    return registration != null
        && registration.partitions().containsAll(topic.partitions())
        && registration.id().map(topic.id()::equals).orElse(true);
  }

  private static void logUnserved(Registrations.Topics registered, List<Topic> topics) {
    List<String> unserved = new ArrayList<>(registered.present().keySet());
    unserved.removeIf(name -> name.startsWith("__"));
    unserved.removeAll(topics.stream().map(Topic::name).toList());
    if (!unserved.isEmpty()) {
      LOG.info("registered, but not visible at any broker: {}", unserved);
    }
  }
}
