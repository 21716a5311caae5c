package io.camus.it.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.registry.DevRegistry;
import io.camus.it.registry.RegistryProxy;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A registry over HTTPS, with an authority of its own, that asks for a password. */
@ExtendWith(SharedSecuredKafka.class)
@Timeout(300)
class RegistrySecurityIT {
  private static final String PASSWORD = "pa55-of-the-registry";
  private static final String TRUST = "camus.schema.registry.ssl.truststore.certificates";

  @TempDir private Path folder;

  @Test
  void onlyTheRightAuthorityAndPasswordOpenIt(SecuredKafka kafka) throws Exception {
    Cluster cluster = kafka.cluster();
    Certificates certificates = kafka.certificates();
    String topic = cluster.topic("https", 2);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, 1_000);
    }
    try (DevRegistry registry = new DevRegistry(certificates.server("broker"))) {
      copySchemas(cluster, topic, registry);
      registry.start();
      registry.demand("camus", PASSWORD);
      Job job =
          new Job(cluster, folder)
              .topic(topic, Form.AVRO)
              .set("etl.schema.registry.url", registry.url().toString())
              .set("camus.schema.registry.retries", "0")
              .set("camus.schema.registry.basic.auth.user", "camus")
              .set("camus.schema.registry.basic.auth.password", "${env:REGISTRY}")
              .environment("REGISTRY", "wr0ng-and-secret");

      Outcome untrusted = job.run();
      assertThat(untrusted.exit()).as(untrusted.toString()).isEqualTo(3);
      assertThat(untrusted.toString())
          .contains("not signed by a trusted authority", "Set " + TRUST);

      job.set(
          TRUST,
          String.format(Locale.ROOT, "${directory:%s:authority.pem}", certificates.folder()));
      Outcome refused = job.run();
      assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
      assertThat(refused.toString())
          .contains("answered status 401", "check the user and password")
          .doesNotContain("wr0ng-and-secret");

      Outcome welcome = job.environment("REGISTRY", PASSWORD).run();
      assertThat(welcome.exit()).as(welcome.toString()).isZero();
      Comparison.Result result = job.compare();
      assertThat(result.isClean()).as(result.toString()).isTrue();
    }
  }

  @Test
  void aCertificateOfOursOpensOneThatAsksForIt(SecuredKafka kafka) throws Exception {
    Cluster cluster = kafka.cluster();
    Certificates certificates = kafka.certificates();
    String topic = cluster.topic("mutual", 2);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 2, 0, 200);
    }
    try (RegistryProxy door =
        new RegistryProxy(cluster.registry().url(), certificates.server("broker"))) {
      Job job =
          new Job(cluster, folder)
              .topic(topic, Form.AVRO)
              .set("etl.schema.registry.url", door.url().toString())
              .set("camus.schema.registry.retries", "0")
              .set(
                  TRUST,
                  String.format(
                      Locale.ROOT, "${directory:%s:authority.pem}", certificates.folder()));

      Outcome nobody = job.run();
      assertThat(nobody.exit()).as(nobody.toString()).isEqualTo(3);
      assertThat(nobody.toString())
          .contains(
              "If it requires a client certificate", "ssl.keystore.certificate.chain and .key");

      Outcome welcome =
          job.set(
                  "camus.schema.registry.ssl.keystore.certificate.chain",
                  String.format(Locale.ROOT, "${directory:%s:client.pem}", certificates.folder()))
              .set(
                  "camus.schema.registry.ssl.keystore.key",
                  String.format(Locale.ROOT, "${directory:%s:client.key}", certificates.folder()))
              .run();
      assertThat(welcome.exit()).as(welcome.toString()).isZero();
      Comparison.Result result = job.compare();
      assertThat(result.isClean()).as(result.toString()).isTrue();
    }
  }

  /** Both registries count from 1: what the shared one has learned in other tests goes first. */
  private static void copySchemas(Cluster cluster, String topic, DevRegistry registry) {
    int wanted = cluster.registry().register(topic + "-value", Events.FIRST.toString());
    for (int id = 1; id < wanted; id++) {
      registry.register(
          "other-" + id,
          String.format(Locale.ROOT, "{\"type\":\"fixed\",\"name\":\"Other%d\",\"size\":1}", id));
    }
    assertThat(registry.register(topic + "-value", Events.FIRST.toString())).isEqualTo(wanted);
  }
}
