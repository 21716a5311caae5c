package io.camus.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * A ZooKeeper with brokers and topics, and how to connect to it.
 *
 * @param hosts its servers, then the chroot if there is one, as ZooKeeper's clients take them
 * @param brokers path of the brokers' registrations, below the chroot
 * @param topics path of the topics' registrations, below the chroot
 * @param listener name of the broker listener to use; empty: the one with the protocol
 * @param protocol how Kafka's clients speak to brokers, like {@code SASL_SSL}
 * @param sessionTimeout of the session, and for one answer
 * @param connectionTimeout until there is a session
 * @param login our credentials, if required
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
  private static final String SERVER = "(?:\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";
  private static final String PATH = "(?:/[^\\s,/]+)+";

  private static final KeyType<String> HOSTS_TYPE =
      KeyType.UNTRIMMED
          .map(text -> text.replaceAll("\\s*,\\s*", ",").trim())
          .where(
              Pattern.compile(
                      String.format(Locale.ROOT, "%s(?:,%s)*(?:%s)?/?", SERVER, SERVER, PATH))
                  .asMatchPredicate(),
              "must be a comma-separated list of host:port, followed by the chroot, once, if there"
                  + " is one, like zk-1:2181,zk-2:2181/kafka")
          .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);

  private static final KeyType<String> PATH_TYPE =
      KeyType.TEXT.where(text -> text.matches(PATH), "must be a path, like /brokers/ids");

  static final KeyGroup KEYS =
      new KeyGroup("ZooKeeper", "Finds brokers and topics in ZooKeeper (Kafka up to 3.9).");

  static final Key<String> HOSTS =
      KEYS.optional("zookeeper.hosts", HOSTS_TYPE)
          .defaultMeans("none; kafka.brokers is required")
          .means(
              "ZooKeeper servers to find brokers and topics in, as a comma-separated list of"
                  + " host:port, followed by the chroot if there is one: zk-1:2181,zk-2:2181/kafka."
                  + " Ignored if kafka.brokers is set.");

  private static final Key<String> BROKERS =
      KEYS.key("zookeeper.broker.nodes", PATH_TYPE, "/brokers/ids")
          .means("Path of the broker registrations, below the chroot.");

  private static final Key<String> TOPICS =
      KEYS.key("zookeeper.broker.topics", PATH_TYPE, "/brokers/topics")
          .means(
              "Path of the topic registrations, below the chroot. Topics being deleted are read"
                  + " from admin/delete_topics next to its parent.");

  private static final Key<String> LISTENER =
      KEYS.optional("camus.zookeeper.listener", KeyType.TEXT)
          .defaultMeans("the listener whose protocol is kafka.security.protocol")
          .means("Broker listener to use, if the brokers have several.");

  private static final Key<Duration> SESSION_TIMEOUT =
      KEYS.key("zookeeper.session.timeout", KeyType.MILLISECONDS, "30000")
          .means("Session timeout, and timeout of one request, in milliseconds.");

  private static final Key<Duration> CONNECTION_TIMEOUT =
      KEYS.key("zookeeper.connection.timeout", KeyType.MILLISECONDS, "30000")
          .means("Connection timeout, in milliseconds.");

  private static final Key<String> USER =
      KEYS.optional(
              "camus.zookeeper.digest.user",
              KeyType.TEXT.where(user -> !user.contains(":"), "must not contain a colon"))
          .means("User for digest authentication.");

  private static final Key<String> PASSWORD =
      KEYS.optional("camus.zookeeper.digest.password", KeyType.SECRET)
          .is(Key.Trait.MAY_REFER)
          .means(
              "Password for digest authentication, preferably as a reference such as"
                  + " ${env:ZOOKEEPER_PASSWORD}. Only the driver uses it; tasks never get it.");

  static {
    KEYS.refuse(
        settings -> settings.value(KafkaSettings.BROKERS).isEmpty() && !settings.has(HOSTS),
        "kafka.brokers is required: bootstrap brokers, as a comma-separated list of host:port; or"
            + " set zookeeper.hosts to find them in ZooKeeper");
    KEYS.rule(
        settings ->
            KEYS.keys().stream()
                .filter(key -> settings.has(key) && !settings.has(HOSTS))
                .map(key -> key.name() + " requires zookeeper.hosts; set that, or remove this"));
    KEYS.together("camus.zookeeper.digest.user and .password", USER, "user", PASSWORD, "password");
  }

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

  static ZooKeeperSettings of(ParsedSettings settings) {
    return new ZooKeeperSettings(
        settings.value(HOSTS),
        settings.value(BROKERS),
        settings.value(TOPICS),
        settings.optional(LISTENER),
        protocol(settings.kafkaClients()),
        settings.value(SESSION_TIMEOUT),
        settings.value(CONNECTION_TIMEOUT),
        settings.optional(USER).map(user -> new Login(user, settings.value(PASSWORD))));
  }

  private static String protocol(Map<String, String> kafkaClients) {
    String setting = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
    String shared =
        kafkaClients.getOrDefault(
            "kafka." + setting, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    return kafkaClients.getOrDefault(KafkaClientNames.CONSUMER + setting, shared).trim();
  }
}
