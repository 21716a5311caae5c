package io.camus.config;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * A ZooKeeper that knows brokers and topics, and how to speak to it.
 *
 * @param hosts its servers, then the chroot if there is one, as ZooKeeper's clients take them
 * @param brokers path of the brokers' registrations, below the chroot
 * @param topics path of the topics' registrations, below the chroot
 * @param listener name of the brokers' listener to use; empty: the one of the protocol
 * @param protocol how Kafka's clients speak to brokers, like {@code SASL_SSL}
 * @param sessionTimeout of the session, and for one answer
 * @param connectionTimeout until there is a session
 * @param login who we are, if it asks
 */
public record ZooKeeperSettings(
    String hosts,
    String brokers,
    String topics,
    Optional<String> listener,
    String protocol,
    Duration sessionTimeout,
    Duration connectionTimeout,
    Optional<Login> login) {

  /**
   * Digest authentication.
   *
   * @param user the user's name
   * @param password that user's
   */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[user=" + user + "]";
    }
  }

  static ZooKeeperSettings of(Given given) {
    return new ZooKeeperSettings(
        given.value(ZooKeeperKeys.HOSTS).orElseThrow(),
        given.value(ZooKeeperKeys.BROKERS),
        given.value(ZooKeeperKeys.TOPICS),
        given.value(ZooKeeperKeys.LISTENER),
        protocol(given),
        given.value(ZooKeeperKeys.SESSION_TIMEOUT),
        given.value(ZooKeeperKeys.CONNECTION_TIMEOUT),
        given
            .value(ZooKeeperKeys.USER)
            .map(user -> new Login(user, given.value(ZooKeeperKeys.PASSWORD).orElseThrow())));
  }

  private static String protocol(Given given) {
    String setting = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
    String own = given.kafkaClients().get(KafkaClientNames.CONSUMER + setting);
    String shared = given.kafkaClients().get("kafka." + setting);
    String protocol = own != null ? own : shared;
    return protocol == null ? CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL : protocol.trim();
  }
}
