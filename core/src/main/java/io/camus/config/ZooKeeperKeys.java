package io.camus.config;

import static io.camus.config.Reading.check;
import static io.camus.config.Reading.milliseconds;
import static io.camus.config.Reading.optionalSecret;
import static io.camus.config.Reading.optionalText;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/** Where brokers and topics are found if ZooKeeper knows them. */
final class ZooKeeperKeys {
  private static final String SERVER = "(?:\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?";
  private static final String PATH = "(?:/[^\\s,/]+)+";
  private static final Pattern SHAPE =
      Pattern.compile(String.format(Locale.ROOT, "%s(?:,%s)*(?:%s)?/?", SERVER, SERVER, PATH));

  static final Key<Optional<String>> HOSTS =
      Key.of("zookeeper.hosts", ConfigDef.Type.STRING, ZooKeeperKeys::hosts)
          .defaultMeans("none; kafka.brokers is then required")
          .alsoCalled("zookeeper.connect")
          .means(
              "ZooKeeper's servers as host:port, separated by commas, then the chroot if the cluster"
                  + " has one, like zk-1:2181,zk-2:2181/kafka: brokers and topics are found there."
                  + " Not asked where kafka.brokers is set.");

  static final Key<String> BROKERS =
      path("zookeeper.broker.nodes")
          .byDefault("/brokers/ids")
          .means("Where brokers register, below the chroot.");

  static final Key<String> TOPICS =
      path("zookeeper.broker.topics")
          .byDefault("/brokers/topics")
          .means(
              "Where topics are registered, below the chroot; those that are being deleted are"
                  + " looked for in admin/delete_topics beside its parent.");

  static final Key<Optional<String>> LISTENER =
      optionalText("camus.zookeeper.listener")
          .defaultMeans("the one whose protocol is kafka.security.protocol")
          .means("Name of the listener of the brokers to use, where they have several.");

  static final Key<Duration> SESSION_TIMEOUT =
      milliseconds("zookeeper.session.timeout")
          .byDefault("30000")
          .alsoCalled("zookeeper.session.timeout.ms")
          .means(
              "Milliseconds after which ZooKeeper may end a silent session, and that we wait for an"
                  + " answer.");

  static final Key<Duration> CONNECTION_TIMEOUT =
      milliseconds("zookeeper.connection.timeout")
          .byDefault("30000")
          .alsoCalled("zookeeper.connection.timeout.ms")
          .means("Milliseconds to wait for a session.");

  static final Key<Optional<String>> USER =
      Key.of(
              "camus.zookeeper.digest.user",
              ConfigDef.Type.STRING,
              value -> Optional.ofNullable(value).map(ZooKeeperKeys::user))
          .defaultMeans("none")
          .means("The user for a ZooKeeper that asks for digest authentication.");

  static final Key<Optional<String>> PASSWORD =
      optionalSecret("camus.zookeeper.digest.password")
          .defaultMeans("none")
          .means(
              "That user's password; best as a reference to where it is kept, such as"
                  + " ${env:ZOOKEEPER_PASSWORD}. The driver alone needs it: no task gets it.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "ZooKeeper",
          "Where brokers and topics are found if ZooKeeper knows them.",
          List.of(
              HOSTS,
              BROKERS,
              TOPICS,
              LISTENER,
              SESSION_TIMEOUT,
              CONNECTION_TIMEOUT,
              USER,
              PASSWORD));

  private ZooKeeperKeys() {}

  private static Optional<String> hosts(Object value) {
    if (value == null) {
      return Optional.empty();
    }
    String text = ((String) value).replaceAll("\\s*,\\s*", ",").trim();
    check(
        SHAPE.matcher(text).matches(),
        "must be servers as host:port, separated by commas, then the chroot, once, if there is one,"
            + " like zk-1:2181,zk-2:2181/kafka");
    return Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private static Key<String> path(String name) {
    return Key.of(
        name,
        ConfigDef.Type.STRING,
        value -> {
          String text = Reading.trimmed(value);
          check(text.matches(PATH), "must be a path, like /brokers/ids");
          return text;
        });
  }

  private static String user(Object value) {
    String text = Reading.trimmed(value);
    check(!text.contains(":"), "must not hold a colon");
    return text;
  }
}
