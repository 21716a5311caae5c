package io.camus.it.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs with a secret from each place that can hold one, of which none may show anywhere. A new
 * secret is one line in {@link #search}, a new kind of run one line in a test.
 */
@ExtendWith(SharedSecuredKafka.class)
@Timeout(300)
class SecretsIT {
  private static final String REGISTRY_PASSWORD = "pa55-of-the-registry";
  private static final String WRITTEN_OUT = "pa55-that-is-written-out";
  private static final String WRONG = "wr0ng-pa55-of-the-user";
  private static final String REGISTRY_USER = "reader";

  private static final String ALIAS = "kafka.password";

  @TempDir private Path folder;
  private final List<Outcome> outcomes = new ArrayList<>();
  private SecuredKafka kafka;
  private Path work;
  private Path temporary;
  private Job job;

  @BeforeEach
  void prepare(SecuredKafka shared) throws Exception {
    kafka = shared;
    work = Files.createDirectory(folder.resolve("work"));
    temporary = Files.createDirectory(folder.resolve("tmp"));
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(
        secrets.resolve("stores.properties"), "keys=" + Certificates.STORE_PASSWORD + "\n");
    Files.writeString(secrets.resolve("key-password"), Certificates.STORE_PASSWORD + "\n");
    Path certificates = kafka.certificates().folder();
    job =
        kafka
            .scramJob(work)
            .set(
                "kafka.sasl.jaas.config",
                SecuredKafka.login(String.format(Locale.ROOT, "${credential:%s}", ALIAS)))
            .set("hadoop.security.credential.provider.path", provider(secrets))
            .set("kafka.admin.ssl.keystore.location", certificates + "/client.p12")
            .set(
                "kafka.admin.ssl.keystore.password",
                String.format(Locale.ROOT, "${file:%s/stores.properties:keys}", secrets))
            .set(
                "kafka.admin.ssl.key.password",
                String.format(Locale.ROOT, "${directory:%s:key-password}", secrets))
            .set("kafka.consumer.ssl.keystore.type", "PEM")
            .set(
                "kafka.consumer.ssl.keystore.key",
                String.format(Locale.ROOT, "${directory:%s:client.key}", certificates))
            .set(
                "kafka.consumer.ssl.keystore.certificate.chain",
                String.format(Locale.ROOT, "${directory:%s:client.pem}", certificates))
            .set("kafka.producer.sasl.plugin.secret", WRITTEN_OUT)
            .set("camus.schema.registry.basic.auth.user", REGISTRY_USER)
            .set("camus.schema.registry.basic.auth.password", "${env:REGISTRY_PASSWORD}")
            .set("camus.schema.registry.retries", "0")
            .environment("REGISTRY_PASSWORD", REGISTRY_PASSWORD)
            .environment("KAFKA_PASSWORD", WRONG)
            .environment("CAMUS_OPTS", "-Djava.io.tmpdir=" + temporary);
    kafka.cluster().registry().demand(REGISTRY_USER, REGISTRY_PASSWORD);
  }

  @AfterEach
  void heal() {
    kafka.cluster().registry().heal();
  }

  /** Every secret that the tests use. */
  private SecretSearch search() throws IOException {
    List<String> key =
        Files.readAllLines(kafka.certificates().folder().resolve("client.key")).stream()
            .filter(line -> !line.startsWith("-"))
            .toList();
    return new SecretSearch()
        .login("the SCRAM password", SecuredKafka.USER, SecuredKafka.PASSWORD)
        .secret("the unescaped part of it", "pa55-of-the-scram-user")
        .secret("the key stores' password", Certificates.STORE_PASSWORD)
        .secret("the private key", key.get(0))
        .login("the registry's password", REGISTRY_USER, REGISTRY_PASSWORD)
        .secret("the secret in the properties file", WRITTEN_OUT)
        .secret("the wrong password", WRONG);
  }

  @Test
  void aRunThatMovesEverythingTellsNoSecret() throws Exception {
    String topic = topic("kept");
    String audit = kafka.cluster().topic("Audit", 1);
    kafka.allow(SecuredKafka.USER, audit, DESCRIBE, WRITE);
    send(topic, 0, 1_000);
    job.topic(topic, Form.AVRO)
        .set("etl.run.tracking.post", "true")
        .set("kafka.monitor.tier", "secured")
        .set("camus.audit.topic", audit);
    kafka.cluster().registry().delayBy(Duration.ofSeconds(2));
    SecretSearch search = search();

    try (CamusProcess run = job.start("-v")) {
      Await.until("the tasks have begun", Duration.ofMinutes(1), this::isPlanned);
      search.below(temporary);
      outcomes.add(run.await());
    }
    kafka.cluster().registry().delayBy(Duration.ZERO);
    send(topic, 1_000, 1_500);
    camus("plan", "-v");
    camus("plan", "--json");
    camus("run", "-v");
    camus("verify", "--deep", "--json");
    camus("config");

    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.exit()).as(outcome.toString()).isZero());
    assertThat(outcomes.get(5).stdout())
        .contains(
            "hint: the settings contain a secret in plain text: kafka.producer.sasl.plugin.secret.");
    assertNothingTold(search);
    heal();
    assertThat(job.compare().isClean()).as(job.compare().toString()).isTrue();
  }

  @Test
  void runsThatFailTellNoSecret() throws Exception {
    String topic = topic("failing");
    send(topic, 0, 100);
    try (Sender sender = new Sender(kafka.cluster())) {
      sender.value(topic, 0, Events.START, "no Avro".getBytes(UTF_8));
      sender.flush();
    }
    job.topic(topic, Form.AVRO);
    String jaas = "kafka.sasl.jaas.config";
    String wrong = SecuredKafka.login("${env:KAFKA_PASSWORD}");

    camus("run", "-v", "--json", "-D", "camus.schema.registry.basic.auth.password=" + WRONG);
    camus("run", "-v", "--json", "-D", jaas + "=" + wrong);
    camus("run", "-v", "-D", "kafka.consumer.sasl.jaas.config=" + wrong);
    camus("run", "-v", "-D", jaas + "=" + SecuredKafka.login("\" " + WRONG + " x=\""));
    camus("config", "-v", "-D", jaas + "=" + SecuredKafka.login("${credential:no.such}"));
    camus("config", "-v", "-D", "kafka.ssl.key.password=" + WRONG + "${vault:x}");
    camus("run", "-v", "-D", "kafka.consumer.fetch.min.bytes=${env:KAFKA_PASSWORD}");
    camus("run", "-v", "-D", "kafka.admin.ssl.keystore.password=" + WRONG);
    assertThat(outcomes).allSatisfy(it -> assertThat(it.exit()).as(it.toString()).isIn(2, 3));
    camus("run", "-v", "--json");
    assertThat(outcomes.get(outcomes.size() - 1).exit()).as("a topic over its budget").isEqualTo(4);
    camus("run", "-v", "-D", "etl.max.percent.skipped.other=100");

    assertThat(outcomes.get(outcomes.size() - 1).exit())
        .as(outcomes.get(outcomes.size() - 1).toString())
        .isZero();
    assertNothingTold(search());
  }

  private void assertNothingTold(SecretSearch search) {
    outcomes.forEach(
        it -> search.text("standard output", it.stdout()).text("standard error", it.stderr()));
    search.below(job.base(), job.history(), job.destination(), temporary);
    assertThat(search.finds()).isEmpty();
    assertThat(search.looked()).isGreaterThan(2 * outcomes.size() + 10);
  }

  private void camus(String verb, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(verb, "-P", job.properties().toString()));
    arguments.addAll(List.of(more));
    try (CamusProcess process = job.process(arguments)) {
      outcomes.add(process.await());
    }
  }

  /** Whether the run has written down what its tasks are to pull. */
  private boolean isPlanned() throws IOException {
    Path runs = job.base().resolve("runs");
    if (!Files.isDirectory(runs)) {
      return false;
    }
    try (Stream<Path> each = Files.list(runs)) {
      return each.anyMatch(run -> Files.exists(run.resolve("plan")));
    }
  }

  private String topic(String base) throws Exception {
    String topic = kafka.cluster().topic(base, 2);
    kafka.allow(SecuredKafka.USER, topic, DESCRIBE, READ);
    return topic;
  }

  private void send(String topic, int from, int to) {
    try (Sender sender = new Sender(kafka.cluster())) {
      sender.avro(topic, 2, from, to);
    }
  }

  private static String provider(Path secrets) throws IOException {
    String path = "jceks://file" + secrets.resolve("camus.jceks");
    Configuration hadoop = new Configuration();
    hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, path);
    CredentialProvider provider = CredentialProviderFactory.getProviders(hadoop).get(0);
    provider.createCredentialEntry(ALIAS, SecuredKafka.PASSWORD.toCharArray());
    provider.flush();
    return path;
  }
}
