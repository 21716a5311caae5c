package io.camus.it.hadoop;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.cluster.EmbeddedBroker;
import io.camus.it.cluster.Topics;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Sender;
import io.camus.it.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A broker in this JVM with one topic and two listeners: a plain one, the test's own, and one that
 * lets in whoever has a ticket of the realm that {@code java.security.krb5.conf} names.
 */
final class KerberosKafka implements AutoCloseable {
  static final String TOPIC = "kerberos-json";
  static final int PARTITIONS = 2;

  private final EmbeddedBroker broker;
  private final int port;

  private KerberosKafka(EmbeddedBroker broker, int port) {
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param keytab of kafka/localhost
   */
  static KerberosKafka start(Path folder, Path keytab) throws IOException {
    int port = FreePort.next();
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            folder,
            Map.of(
                "listeners",
                "KERBEROS://127.0.0.1:" + port,
                "advertised.listeners",
                "KERBEROS://localhost:" + port,
                "listener.security.protocol.map",
                "KERBEROS:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "GSSAPI",
                "sasl.kerberos.service.name",
                "kafka",
                "listener.name.kerberos.gssapi.sasl.jaas.config",
                jaas("kafka/localhost@EXAMPLE.COM", keytab)));
    KerberosKafka kafka = new KerberosKafka(broker, port);
    try (Admin admin = Admin.create(kafka.plain())) {
      new Topics(admin, Duration.ofMinutes(1))
          .create(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)));
    }
    return kafka;
  }

  private static String jaas(String principal, Path keytab) {
    return "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true"
        + String.format(
            Locale.ROOT, " doNotPrompt=true keyTab=\"%s\" principal=\"%s\";", keytab, principal);
  }

  private Map<String, Object> plain() {
    return Map.of("bootstrap.servers", broker.bootstrap());
  }

  /** Sends that many JSON messages to the topic. */
  void fill(Cluster cluster, int messages) {
    try (Sender sender = new Sender(cluster, plain())) {
      sender.json(TOPIC, PARTITIONS, 0, messages);
    }
  }

  /** Lets a job pull the topic as somebody with a keytab. */
  void pulledBy(Job job, String principal, Path keytab) {
    job.topic(TOPIC, Form.JSON)
        .set("kafka.brokers", "localhost:" + port)
        .set("kafka.security.protocol", "SASL_PLAINTEXT")
        .set("kafka.sasl.mechanism", "GSSAPI")
        .set("kafka.sasl.kerberos.service.name", "kafka")
        .set("kafka.sasl.jaas.config", jaas(principal, keytab));
  }

  /** Compares the topic with what a job has moved. */
  Comparison.Result compare(Job job) {
    return new Comparison(
            broker.bootstrap(), id -> Optional.empty(), job.destination(), job.history())
        .of(Map.of(TOPIC, Form.JSON));
  }

  @Override
  public void close() {
    broker.close();
  }
}
