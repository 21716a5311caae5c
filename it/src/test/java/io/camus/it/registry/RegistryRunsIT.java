package io.camus.it.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Comparison;
import io.camus.it.check.Form;
import io.camus.it.fixture.Await;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose schemas are in a real Apicurio Registry, behind what makes it fail. */
@ExtendWith({SharedCluster.class, SharedApicurio.class})
@Timeout(300)
class RegistryRunsIT {
  private static final int UNKNOWN_ID = 999_999;
  private static final String PASSWORD = "pa55-of-the-registry";

  @TempDir private Path folder;
  private final Cluster cluster;
  private final DevApicurio apicurio;
  private final RegistryClient producer;
  private RegistryProxy proxy;

  RegistryRunsIT(Cluster cluster, DevApicurio apicurio) {
    this.cluster = cluster;
    this.apicurio = apicurio;
    this.producer = new RegistryClient(apicurio.url());
  }

  @BeforeEach
  void openProxy() throws Exception {
    proxy = new RegistryProxy(apicurio.url());
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  @Test
  void aSchemaThatEvolvesWhileARunIsGoingOnIsFollowed() throws Exception {
    String topic = cluster.topic("evolves", 2);
    Job job = job(topic);
    int first = send(topic, Events.FIRST, 0, 1_000);
    proxy.holdBack("/schemas/ids/" + first);
    try (CamusProcess run = job.start()) {
      awaitRequest(first);
      send(topic, Events.SECOND, 1_000, 1_500);
      proxy.heal();
      Outcome outcome = run.await();
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.messages()).isEqualTo(1_000);
    }
    Outcome next = job.run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertThat(next.messages()).isEqualTo(500);
    assertAllIsThere(job);
  }

  @Test
  void idsThatNobodyKnowsHaveAThresholdOfTheirOwn() throws Exception {
    String few = cluster.topic("few-unknown", 1);
    String many = cluster.topic("many-unknown", 1);
    Job job =
        job(few)
            .topic(many, Form.AVRO)
            .set("etl.max.percent.skipped.schemanotfound", "1")
            .set("etl.max.percent.skipped.other", "0");
    send(few, Events.FIRST, 0, 998);
    send(many, Events.FIRST, 0, 80);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(few, 1, Events.FIRST, UNKNOWN_ID, 998, 1_000);
      sender.avro(many, 1, Events.FIRST, UNKNOWN_ID, 80, 100);
    }

    Outcome stays = job.run();
    assertThat(stays.exit()).as(stays.toString()).isEqualTo(4);
    assertThat(stays.messages()).isEqualTo(998);
    assertThat(stays.rejected()).isEqualTo(2);
    assertThat(stays.problems("data"))
        .anyMatch(text -> text.contains(many) && text.contains("schemanotfound"));
    assertThat(stays.toString())
        .contains(String.format(Locale.ROOT, "schema id %d is not in the", UNKNOWN_ID));

    Outcome moves = job.run("-D", "etl.max.percent.skipped.schemanotfound." + many + "=20");
    assertThat(moves.exit()).as(moves.toString()).isZero();
    assertThat(moves.messages()).isEqualTo(80);
    assertAllIsThere(job);
  }

  @Test
  void schemasThatWereSeenAreEnoughWhenTheRegistryIsAway() throws Exception {
    String topic = cluster.topic("away", 1);
    Job job = job(topic);
    send(topic, Events.FIRST, 0, 500);
    proxy.stop();
    Outcome blind = job.run();
    assertThat(blind.exit()).as(blind.toString()).isEqualTo(3);
    assertThat(blind.toString())
        .contains("the schema registry did not answer in 2 rounds", "Check that it is running");
    assertThat(job.files(topic)).isEmpty();

    proxy.start();
    assertThat(job.run().messages()).isEqualTo(500);
    proxy.stop();
    send(topic, Events.FIRST, 500, 900);
    Outcome known = job.run();
    assertThat(known.exit()).as(known.toString()).isZero();
    assertThat(known.messages()).isEqualTo(400);

    send(topic, Events.SECOND, 900, 1_000);
    assertThat(job.run().exit()).isEqualTo(3);
    proxy.start();
    assertThat(job.run().messages()).isEqualTo(100);
    assertAllIsThere(job);
    Outcome verified = job.verify();
    assertThat(verified.exit()).as("kept schemas are no strays: " + verified).isZero();
  }

  @Test
  void aRegistryThatGoesAwayInTheMiddleLeavesWhatCameBefore() throws Exception {
    String topic = cluster.topic("goes", 1);
    Job job = job(topic).set("camus.schema.registry.timeout.ms", "60000");
    send(topic, Events.FIRST, 0, 600);
    int second = send(topic, Events.SECOND, 600, 700);
    proxy.holdBack("/schemas/ids/" + second);
    try (CamusProcess run = job.start()) {
      awaitRequest(second);
      proxy.stop();
      Outcome half = run.await();
      assertThat(half.exit()).as(half.toString()).isEqualTo(3);
      assertThat(half.messages()).isEqualTo(600);
    }
    proxy.heal();
    proxy.start();
    assertThat(job.run().messages()).isEqualTo(100);
    assertAllIsThere(job);
  }

  @Test
  void aRegistryThatHangsIsAskedNoMoreThanItWasToldTo() throws Exception {
    String topic = cluster.topic("hangs", 1);
    Job job = job(topic).set("camus.schema.registry.timeout.ms", "3000");
    int id = send(topic, Events.FIRST, 0, 100);
    proxy.delayBy(Duration.ofMinutes(1));

    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.toString()).contains("no answer within 3000 ms", "in 2 rounds");
    assertThat(proxy.requests().stream().filter(it -> it.endsWith("/schemas/ids/" + id)))
        .hasSize(2);
    proxy.heal();
    assertThat(job.run().exit()).isZero();
    assertAllIsThere(job);
  }

  @Test
  void redirectsAreFollowedAndWhoWeAreIsShown() throws Exception {
    String topic = cluster.topic("shows", 1);
    Job job =
        job(topic)
            .set("camus.schema.registry.bearer.auth.token", "${env:TOKEN}")
            .environment("TOKEN", "wr0ng-and-secret");
    send(topic, Events.FIRST, 0, 100);
    proxy.demand("Bearer " + PASSWORD);
    Outcome refused = job.run();
    assertThat(refused.exit()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.toString())
        .contains("answered status 401", "or the token")
        .doesNotContain("wr0ng-and-secret");

    proxy.redirect();
    Outcome welcome = job.environment("TOKEN", PASSWORD).run();
    assertThat(welcome.exit()).as(welcome.toString()).isZero();
    assertThat(welcome.toString()).doesNotContain(PASSWORD);
    assertAllIsThere(job);
  }

  /** Sends messages of a schema that is registered first, as producers do; its id. */
  private int send(String topic, Schema schema, int from, int to) {
    int id = producer.register(topic, schema);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, 1, schema, id, from, to);
    }
    return id;
  }

  private Job job(String topic) {
    return new Job(cluster, folder)
        .registry(apicurio.url())
        .topic(topic, Form.AVRO)
        .set("etl.schema.registry.url", proxy.url().toString())
        .set("camus.schema.registry.retries", "1");
  }

  private void awaitRequest(int id) throws Exception {
    Await.until(
        String.format(Locale.ROOT, "schema %d is asked for", id),
        Duration.ofMinutes(1),
        () -> proxy.requests().stream().anyMatch(it -> it.endsWith("/schemas/ids/" + id)));
  }

  private static void assertAllIsThere(Job job) {
    Comparison.Result result = job.compare();
    assertThat(result.isClean()).as(result.toString()).isTrue();
  }
}
