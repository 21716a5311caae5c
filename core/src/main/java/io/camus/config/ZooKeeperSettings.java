package io.camus.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final String SERVER = "(?:\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";
  private static final String PATH = "(?:/[^\\s,/]+)+";

  private static final KeyType<String> HOSTS_TYPE =
      KeyType.UNTRIMMED
          .map(text -> text.replaceAll("\\s*,\\s*", ",").trim())
          .where(
              Pattern.compile(
                      String.format(Locale.ROOT, "%s(?:,%s)*(?:%s)?/?", SERVER, SERVER, PATH))
                  .asMatchPredicate(),
              "must be servers as host:port, separated by commas, then the chroot, once, if there is"
                  + " one, like zk-1:2181,zk-2:2181/kafka")
          .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);

  private static final KeyType<String> PATH_TYPE =
      KeyType.TEXT.where(text -> text.matches(PATH), "must be a path, like /brokers/ids");

  static final KeyGroup KEYS =
      new KeyGroup("ZooKeeper", "Where brokers and topics are found if ZooKeeper knows them.");

  static final Key<String> HOSTS =
      KEYS.optional("zookeeper.hosts", HOSTS_TYPE)
          .defaultMeans("none; kafka.brokers is then required")
          .means(
              "ZooKeeper's servers as host:port, separated by commas, then the chroot if the cluster"
                  + " has one, like zk-1:2181,zk-2:2181/kafka: brokers and topics are found there."
                  + " Not asked where kafka.brokers is set.");

  private static final Key<String> BROKERS =
      KEYS.key("zookeeper.broker.nodes", PATH_TYPE, "/brokers/ids")
          .means("Where brokers register, below the chroot.");

  private static final Key<String> TOPICS =
      KEYS.key("zookeeper.broker.topics", PATH_TYPE, "/brokers/topics")
          .means(
              "Where topics are registered, below the chroot; those that are being deleted are"
                  + " looked for in admin/delete_topics beside its parent.");

  private static final Key<String> LISTENER =
      KEYS.optional("camus.zookeeper.listener", KeyType.TEXT)
          .defaultMeans("the one whose protocol is kafka.security.protocol")
          .means("Name of the listener of the brokers to use, where they have several.");

  private static final Key<Duration> SESSION_TIMEOUT =
      KEYS.key("zookeeper.session.timeout", KeyType.MILLISECONDS, "30000")
          .means(
              "Milliseconds after which ZooKeeper may end a silent session, and that we wait for an"
                  + " answer.");

  private static final Key<Duration> CONNECTION_TIMEOUT =
      KEYS.key("zookeeper.connection.timeout", KeyType.MILLISECONDS, "30000")
          .means("Milliseconds to wait for a session.");

  private static final Key<String> USER =
      KEYS.optional(
              "camus.zookeeper.digest.user",
              KeyType.TEXT.where(user -> !user.contains(":"), "must not hold a colon"))
          .means("The user for a ZooKeeper that asks for digest authentication.");

  private static final Key<String> PASSWORD =
      KEYS.optional("camus.zookeeper.digest.password", KeyType.SECRET)
          .is(Key.Trait.MAY_REFER)
          .means(
              "That user's password; best as a reference to where it is kept, such as"
                  + " ${env:ZOOKEEPER_PASSWORD}. The driver alone needs it: no task gets it.");

  static {
    KEYS.refuse(
        settings -> settings.value(KafkaSettings.BROKERS).isEmpty() && !settings.has(HOSTS),
        "kafka.brokers is required: brokers to ask first, as host:port, separated by commas; or set"
            + " zookeeper.hosts, to find them in ZooKeeper");
    KEYS.rule(
        settings ->
            KEYS.keys().stream()
                .filter(key -> settings.has(key) && !settings.has(HOSTS))
                .map(
                    key ->
                        key.name() + " is only used with zookeeper.hosts; set that, or remove it"));
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
