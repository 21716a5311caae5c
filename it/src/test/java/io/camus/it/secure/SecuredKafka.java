package io.camus.it.secure;

import io.camus.it.fixture.Await;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with several doors, and rights by topic. The plain door lets everybody in with all
 * rights: it is the test's own.
 */
final class SecuredKafka implements AutoCloseable {
  /** The user of the SCRAM door, and the rights' owner. */
  static final String USER = "camus";

  /** That user's password, with all that a JAAS configuration takes for its own. */
  static final String PASSWORD = "pa55-of-the-scram-user \"q\" \\ ';";

  /** The user of the door that asks for certificates. */
  static final String CERTIFIED = "CN=client";

  private static final int DEADLINE_SECONDS = 60;

  /** A listener of the broker. */
  enum Door {
    /** SCRAM-SHA-512 over TLS. */
    SCRAM("SASL_SSL", "broker"),
    /** TLS that asks for a certificate of the client. */
    MUTUAL("SSL", "broker"),
    /** TLS whose certificate names another host. */
    ELSEWHERE("SSL", "elsewhere"),
    /** TLS whose certificate has expired. */
    EXPIRED("SSL", "expired");

    private final String protocol;
    private final String certificate;

    Door(String protocol, String certificate) {
      this.protocol = protocol;
      this.certificate = certificate;
    }

    private String key(String setting) {
      return "listener.name." + name().toLowerCase(Locale.ROOT) + "." + setting;
    }
  }

  private final Certificates certificates;
  private final Cluster cluster;
  private final Map<Door, Integer> ports;

  private SecuredKafka(Certificates certificates, Cluster cluster, Map<Door, Integer> ports) {
    this.certificates = certificates;
    this.cluster = cluster;
    this.ports = ports;
  }

  /** Starts one in a folder, with the SCRAM user and without any rights. */
  static SecuredKafka start(Path folder) throws Exception {
    Certificates certificates = Certificates.make(folder.resolve("certificates"));
    Map<Door, Integer> ports = new EnumMap<>(Door.class);
    for (Door door : Door.values()) {
      ports.put(door, FreePort.next());
    }
    Cluster cluster = Cluster.start(folder, settings(certificates, ports));
    SecuredKafka kafka = new SecuredKafka(certificates, cluster, ports);
    cluster
        .admin()
        .alterUserScramCredentials(
            List.of(
                new UserScramCredentialUpsertion(
                    USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
        .all()
        .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    return kafka;
  }

  private static Map<String, String> settings(Certificates certificates, Map<Door, Integer> ports) {
    Map<String, String> all = new TreeMap<>();
    all.put("listeners", perDoor(door -> door + "://127.0.0.1:" + ports.get(door)));
    all.put("advertised.listeners", perDoor(door -> door + "://localhost:" + ports.get(door)));
    all.put("listener.security.protocol.map", perDoor(door -> door + ":" + door.protocol));
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("super.users", "User:ANONYMOUS");
    for (Door door : Door.values()) {
      all.put(door.key("ssl.keystore.type"), "PKCS12");
      all.put(door.key("ssl.keystore.location"), certificates.store(door.certificate).toString());
      all.put(door.key("ssl.keystore.password"), Certificates.STORE_PASSWORD);
      all.put(door.key("ssl.key.password"), Certificates.STORE_PASSWORD);
    }
    all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    all.put(
        Door.SCRAM.key("scram-sha-512.sasl.jaas.config"),
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    all.put(Door.MUTUAL.key("ssl.client.auth"), "required");
    all.put(Door.MUTUAL.key("ssl.truststore.type"), "PEM");
    all.put(Door.MUTUAL.key("ssl.truststore.location"), certificates.authorityPem().toString());
    return all;
  }

  private static String perDoor(Function<Door, String> text) {
    return Arrays.stream(Door.values()).map(text).collect(Collectors.joining(","));
  }

  /** Broker and registry, through the plain door. */
  Cluster cluster() {
    return cluster;
  }

  /** The certificates of all doors. */
  Certificates certificates() {
    return certificates;
  }

  /** A job in a folder that comes through a door, and trusts the authority. */
  Job job(Path folder, Door door) {
    return new Job(cluster, folder)
        .set("kafka.brokers", "localhost:" + ports.get(door))
        .set("kafka.security.protocol", door.protocol)
        .set("kafka.ssl.truststore.type", "PEM")
        .set("kafka.ssl.truststore.location", certificates.authorityPem().toString());
  }

  /** A job of the SCRAM user, whose password is in an environment variable. */
  Job scramJob(Path folder) {
    return job(folder, Door.SCRAM)
        .set("kafka.sasl.mechanism", "SCRAM-SHA-512")
        .set("kafka.sasl.jaas.config", login("${env:KAFKA_PASSWORD}"))
        .environment("KAFKA_PASSWORD", PASSWORD);
  }

  /** The SCRAM user's login configuration with a password. */
  static String login(String password) {
    return String.format(
        Locale.ROOT,
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";",
        USER,
        password);
  }

  /** Gives a user rights to a topic. */
  void allow(String user, String topic, AclOperation... operations) throws Exception {
    cluster
        .admin()
        .createAcls(bindings(user, topic, List.of(operations)))
        .all()
        .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    awaitRights(user, topic, operations.length);
  }

  /** Takes all rights to a topic away. */
  void forbid(String user, String topic) throws Exception {
    cluster
        .admin()
        .deleteAcls(List.of(filter(user, topic)))
        .all()
        .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    awaitRights(user, topic, 0);
  }

  private void awaitRights(String user, String topic, int expected) throws Exception {
    Await.until(
        "the broker knows the rights of " + user + " to " + topic,
        Duration.ofSeconds(DEADLINE_SECONDS),
        () -> {
          Collection<AclBinding> known =
              cluster
                  .admin()
                  .describeAcls(filter(user, topic))
                  .values()
                  .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
          return known.size() == expected;
        });
  }

  private static AclBindingFilter filter(String user, String topic) {
    return new AclBindingFilter(
        new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntryFilter(
            "User:" + user, null, AclOperation.ANY, AclPermissionType.ANY));
  }

  private static List<AclBinding> bindings(
      String user, String topic, List<AclOperation> operations) {
    ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    return operations.stream()
        .map(
            operation ->
                new AclBinding(
                    pattern,
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
