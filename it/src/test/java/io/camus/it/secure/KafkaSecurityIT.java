package io.camus.it.secure;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.secure.SecuredKafka.Door;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs from the distribution against brokers that ask who one is. */
@ExtendWith(SharedSecuredKafka.class)
@Timeout(300)
class KafkaSecurityIT {
  /** Longer than any test: who repeats a refusal until this is over does not pass. */
  private static final String NEVER_MILLIS = "3600000";

  private static final int MESSAGES = 2_000;

  @TempDir private Path folder;
  private SecuredKafka kafka;

  @BeforeEach
  void prepare(SecuredKafka shared) {
    kafka = shared;
  }

  @Test
  void driverTasksAndAuditProducerLogInByScramOverTls() throws Exception {
    String topic = topic("scram", SecuredKafka.USER, DESCRIBE, READ);
    String audit = kafka.cluster().topic("Audit", 1);
    kafka.allow(SecuredKafka.USER, audit, DESCRIBE, WRITE);
    Job job =
        kafka
            .scramJob(folder)
            .topic(topic, Form.AVRO)
            .set("etl.run.tracking.post", "true")
            .set("kafka.monitor.tier", "secured")
            .set("camus.audit.topic", audit);
    send(topic);

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(MESSAGES);
    assertClean(job, topic);
    assertThat(end(audit)).as("counts that were posted").isPositive();
  }

  @Test
  void aClientCertificateInPemIsEnough() throws Exception {
    String topic = topic("mutual", SecuredKafka.CERTIFIED, DESCRIBE, READ);
    Path certificates = kafka.certificates().folder();
    Job job =
        kafka
            .job(folder, Door.MUTUAL)
            .set("kafka.ssl.keystore.type", "PEM")
            .set(
                "kafka.ssl.keystore.key",
                String.format(Locale.ROOT, "${directory:%s:client.key}", certificates))
            .set(
                "kafka.ssl.keystore.certificate.chain",
                String.format(Locale.ROOT, "${directory:%s:client.pem}", certificates))
            .topic(topic, Form.AVRO);
    send(topic);

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertClean(job, topic);
  }

  @Test
  void withoutTheCertificateThatIsWantedARunEndsWithASentence() throws Exception {
    assertRefused(
        kafka.job(folder, Door.MUTUAL).topic("any", Form.JSON),
        "check kafka.ssl.keystore.*, the brokers' trust store");
  }

  @Test
  void aWrongPasswordEndsTheRunAtOnceWithoutBeingSaid() throws Exception {
    Outcome outcome =
        assertRefused(
            kafka
                .scramJob(folder)
                .environment("KAFKA_PASSWORD", "wr0ng-and-secret")
                .topic("any", Form.JSON),
            "refused to return the list of topics",
            "check kafka.security.protocol and the user, the password and the mechanism");
    assertThat(outcome.toString()).doesNotContain("wr0ng-and-secret");
  }

  @Test
  void aPasswordThatOnlyTheTasksHaveWrongFailsTheRunAndTheNextOnePulls() throws Exception {
    String topic = topic("wrong-in-tasks", SecuredKafka.USER, DESCRIBE, READ);
    send(topic);
    Job job =
        kafka
            .scramJob(folder)
            .topic(topic, Form.AVRO)
            .set("kafka.consumer.sasl.jaas.config", SecuredKafka.login("wr0ng-and-secret"));

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.problems("outside"))
        .anyMatch(it -> it.contains(topic) && it.contains("check kafka.security.protocol"));
    assertThat(outcome.toString()).doesNotContain("wr0ng-and-secret");

    job.set("kafka.consumer.sasl.jaas.config", SecuredKafka.login("${env:KAFKA_PASSWORD}"));
    assertThat(job.run().exit()).isZero();
    assertClean(job, topic);
  }

  @Test
  void aBrokerWhoseAuthorityIsUnknownIsNotTrusted() throws Exception {
    assertRefused(
        kafka
            .scramJob(folder)
            .set("kafka.ssl.truststore.location", kafka.certificates().strangerPem().toString())
            .topic("any", Form.JSON),
        "not signed by a trusted authority",
        "set kafka.ssl.truststore.location");
  }

  @Test
  void aBrokerWithTheNameOfAnotherHostIsNotTrusted() throws Exception {
    assertRefused(
        kafka.job(folder, Door.ELSEWHERE).topic("any", Form.JSON),
        "the server's certificate is for another host name",
        "localhost",
        "use the names in the certificates for kafka.brokers");
  }

  @Test
  void aBrokerWhoseCertificateHasExpiredIsNotTrusted() throws Exception {
    assertRefused(
        kafka.job(folder, Door.EXPIRED).topic("any", Form.JSON),
        "the server's certificate has expired",
        "renew the broker's certificate");
  }

  @Test
  void topicsWithoutRightsAreNamedAndHoldNobodyElseUp() throws Exception {
    String open = topic("open", SecuredKafka.USER, DESCRIBE, READ);
    String unreadable = topic("unreadable", SecuredKafka.USER, DESCRIBE);
    String hidden = kafka.cluster().topic("hidden", 2);
    String fading = topic("fading", SecuredKafka.USER, DESCRIBE, READ);
    for (String topic : List.of(open, unreadable, hidden, fading)) {
      send(topic);
    }
    Job job = kafka.scramJob(folder);
    for (String topic : List.of(open, unreadable, hidden, fading)) {
      job.topic(topic, Form.AVRO);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.problems("outside"))
        .anyMatch(it -> it.contains(unreadable) && it.contains("grant it ACL operation Read"))
        .anyMatch(it -> it.startsWith(hidden) && it.contains("cannot see this topic"))
        .noneMatch(it -> it.contains(open) || it.contains(fading));
    assertClean(job, open);
    assertClean(job, fading);

    kafka.forbid(SecuredKafka.USER, fading);
    Outcome later = job.run();
    assertThat(later.exit()).as(later.toString()).isEqualTo(3);
    assertThat(later.problems("outside"))
        .anyMatch(it -> it.startsWith(fading) && it.contains("can no longer see it"));

    for (String topic : List.of(unreadable, hidden, fading)) {
      kafka.allow(SecuredKafka.USER, topic, DESCRIBE, READ);
    }
    assertThat(job.run().exit()).isZero();
    assertThat(job.compare().isClean()).as(job.compare().toString()).isTrue();
  }

  private String topic(String base, String user, AclOperation... rights) throws Exception {
    String topic = kafka.cluster().topic(base, 2);
    kafka.allow(user, topic, rights);
    return topic;
  }

  private void send(String topic) {
    try (Sender sender = new Sender(kafka.cluster())) {
      sender.avro(topic, 2, 0, MESSAGES);
    }
  }

  private long end(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    return kafka
        .cluster()
        .admin()
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private static Outcome assertRefused(Job job, String... words) throws Exception {
    Outcome outcome = job.set("kafka.timeout.value", NEVER_MILLIS).run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.stderr()).contains(words).doesNotContain("\tat ");
    return outcome;
  }

  private static void assertClean(Job job, String topic) {
    Comparison.Result result = job.compare(topic);
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
