package io.camus.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.it.check.Comparison;
import io.camus.it.check.DataFiles;
import io.camus.it.check.Form;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.registry.RegistryClient;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From brokers that nobody knows to files: inspect, init, config, run. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class InspectIT {
  private static final String NO_REGISTRY = "http://127.0.0.1:1";

  @TempDir Path folder;

  private final Map<String, Form> forms = new TreeMap<>();

  private Outcome camus(Cluster cluster, String verb, String... further) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                verb,
                "-D",
                "kafka.brokers=" + cluster.bootstrap(),
                "-D",
                "etl.schema.registry.url=" + cluster.registry().url()));
    arguments.addAll(List.of(further));
    return CamusProcess.run(folder, arguments.toArray(String[]::new));
  }

  /** What is in the cluster beside records. */
  private static Set<String> traces(Cluster cluster) throws Exception {
    Set<String> traces = new HashSet<>(cluster.admin().listTopics().names().get());
    cluster.admin().listGroups().all().get().forEach(group -> traces.add(group.toString()));
    return traces;
  }

  /** A shop's topics, the last one empty. */
  private List<String> shop(Cluster cluster) {
    String avro = cluster.topic("look.avro", 3);
    String json = cluster.topic("look-json", 2);
    String text = cluster.topic("look-text", 1);
    String header = cluster.topic("look-header", 1);
    String empty = cluster.topic("look-empty", 1);
    String changes =
        cluster.createTopic(cluster.name("look-changes"), 1, Map.of("cleanup.policy", "compact"));
    forms.putAll(
        Map.of(
            avro, Form.AVRO,
            json, Form.JSON,
            header, Form.RAW,
            changes, Form.JSON));
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 3, 0, 3_000);
      for (int n = 0; n < 1_000; n++) {
        Instant time = Sender.timeOf(n);
        String event =
            String.format(
                Locale.ROOT,
                "{\"timestamp\":1000000000000,\"created_at\":\"%s\",\"n\":%d}",
                time,
                n);
        sender.value(json, n % 2, time, event.getBytes(UTF_8));
        sender.value(
            text,
            0,
            time,
            (n % 10 == 0 ? "java.io.IOException: no\n\tat a.B.c(B.java:1)" : "line " + n)
                .getBytes(UTF_8));
        byte[] change = ("{\"op\":\"u\",\"ts_ms\":" + time.toEpochMilli() + "}").getBytes(UTF_8);
        sender.value(changes, 0, time, n % 4 == 3 ? null : change);
        withSchemaInHeader(sender, header, time, n);
      }
      sender.flush();
    }
    return List.of(avro, json, text, header, empty, changes);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The sender is flushed, and the records counted.
  private static void withSchemaInHeader(Sender sender, String topic, Instant time, int n) {
    byte[] wire = Events.avro(Events.FIRST, 1, time, n);
    byte[] avro = Arrays.copyOfRange(wire, 5, wire.length);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, avro);
    record
        .headers()
        .add("apicurio.value.globalId", ByteBuffer.allocate(Long.BYTES).putLong(1).array());
    sender.producer().send(record);
  }

  private static JsonNode topic(JsonNode seen, String name) {
    for (JsonNode topic : seen.path("topics")) {
      if (topic.path("topic").textValue().equals(name)) {
        return topic;
      }
    }
    throw new AssertionError(name + " was not looked at: " + seen);
  }

  @Test
  void aStrangerGetsFromBrokersToFilesWithoutReading(Cluster cluster) throws Exception {
    List<String> topics = shop(cluster);
    Set<String> before = traces(cluster);

    List<String> names = new ArrayList<>(topics);
    names.add("--json");
    Outcome inspected = camus(cluster, "inspect", names.toArray(String[]::new));
    assertThat(inspected.exit()).as(inspected.toString()).isZero();
    JsonNode seen = new ObjectMapper().readTree(inspected.stdout());
    Map<String, String> decoders = new TreeMap<>();
    topics.forEach(
        name -> decoders.put(name, topic(seen, name).path("proposal").path("decoder").asText()));
    assertThat(topics)
        .extracting(decoders::get)
        .containsExactly("avro", "json", "text", "bytes", "null", "json");
    JsonNode json = topic(seen, topics.get(1));
    assertThat(json.path("times").path(0).path("field").textValue()).isEqualTo("created_at");
    assertThat(json.path("times").path(1).path("doubt").textValue()).isEqualTo("far");
    assertThat(topic(seen, topics.get(0)).path("offsets").longValue()).isEqualTo(3_000);
    assertThat(topic(seen, topics.get(0)).path("sampledPartitions").intValue()).isEqualTo(3);
    assertThat(topic(seen, topics.get(3)).path("schemas").path(0).path("place").textValue())
        .isEqualTo("header apicurio.value.globalId");
    assertThat(topic(seen, topics.get(5)).path("tombstones").intValue()).isPositive();
    assertThat(topic(seen, topics.get(5)).path("cleanupPolicy").textValue()).isEqualTo("compact");

    Path file = folder.resolve("camus.properties");
    Path data = folder.resolve("data");
    List<String> init = new ArrayList<>(List.of(file.toString(), "--destination", data.toString()));
    topics.forEach(name -> init.addAll(List.of("--topic", name)));
    Outcome written = camus(cluster, "init", init.toArray(String[]::new));
    assertThat(written.exit()).as(written.toString()).isZero();
    assertThat(written.stdout())
        .contains("5 topics, 1 excluded", "camus run -P " + file, topics.get(4) + " is excluded");
    assertThat(Files.readString(file)).contains("kafka.blacklist.topics=" + topics.get(4));
    assertThat(traces(cluster)).as("nothing was made or joined").isEqualTo(before);

    Outcome checked = CamusProcess.run(folder, "config", "--sample", "-P", file.toString());
    assertThat(checked.exit()).as(checked.toString()).isZero();
    assertThat(checked.stdout())
        .contains("no problem", "answers.", "Decoders and event times fit the sampled records.");

    Outcome run = CamusProcess.run(folder, "run", "-P", file.toString(), "--json");
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.messages()).isEqualTo(3_000 + 3_000 + 750);
    assertThat(run.rejected()).as("tombstones").isEqualTo(250);
    Comparison.Result result =
        new Comparison(
                cluster.bootstrap(),
                new RegistryClient(cluster.registry().url())::schema,
                data,
                data.resolve(".camus/history"))
            .of(forms);
    assertThat(result.isClean()).as(result.toString()).isTrue();
    assertThat(DataFiles.of(data, topics.get(1)))
        .allSatisfy(each -> assertThat(each.toString()).contains("hourly/2026/03/10/10/"));
    Outcome verified = CamusProcess.run(folder, "verify", "--deep", "-P", file.toString());
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  @Test
  void wrongSettingsAreFoundBeforeTheFirstRun(Cluster cluster) throws Exception {
    List<String> topics = shop(cluster);
    Outcome checked =
        camus(
            cluster,
            "config",
            "--sample",
            "-D",
            "kafka.whitelist.topics=" + String.join(",", topics),
            "-D",
            "camus.message.decoder.class=json",
            "-D",
            "etl.destination.path=" + folder.resolve("d"),
            "-D",
            "etl.execution.base.path=" + folder.resolve("b"),
            "-D",
            "etl.execution.history.path=" + folder.resolve("h"));
    assertThat(checked.exit()).as(checked.toString()).isEqualTo(2);
    String text = checked.stdout().replaceAll("\\s+", " ");
    assertThat(text)
        .contains(topics.get(0) + ": 360 of 360 sampled values cannot be decoded as json")
        .contains("Set camus.message.decoder.class." + topics.get(0) + "=avro")
        .contains(topics.get(1) + ": the event time in header.time or timestamp is")
        .contains("camus.message.timestamp.field." + topics.get(1) + "=created_at")
        .contains("Set camus.message.decoder.class." + topics.get(2) + "=text")
        .contains("Set camus.message.decoder.class." + topics.get(3) + "=bytes");
  }

  @Test
  void aRegistryThatIsDownIsNotMistakenForOtherFormats(Cluster cluster) throws Exception {
    String avro = cluster.topic("look-down", 1);
    try (Sender sender = new Sender(cluster)) {
      sender.avro(avro, 1, 0, 100);
    }
    String[] settings = {
      "-D", "etl.schema.registry.url=" + NO_REGISTRY, "-D", "camus.schema.registry.retries=0"
    };
    Outcome inspected =
        CamusProcess.run(
            folder,
            "inspect",
            "-D",
            "kafka.brokers=" + cluster.bootstrap(),
            settings[0],
            settings[1],
            settings[2],
            settings[3],
            avro);
    assertThat(inspected.exit()).as(inspected.toString()).isEqualTo(3);
    assertThat(inspected.stdout())
        .contains("the Confluent wire format, judging by the first bytes", "could not be reached");

    Path file = folder.resolve("none.properties");
    Outcome init =
        CamusProcess.run(
            folder,
            "init",
            file.toString(),
            "--topic",
            avro,
            "-D",
            "kafka.brokers=" + cluster.bootstrap(),
            settings[0],
            settings[1],
            settings[2],
            settings[3]);
    assertThat(init.exit()).as(init.toString()).isEqualTo(3);
    assertThat(init.stderr()).contains("Nothing was written");
    assertThat(file).doesNotExist();
  }

  @Test
  void aTopicThatIsNotThereIsNamed(Cluster cluster) throws Exception {
    String topic = cluster.topic("look-name", 1);
    Outcome outcome = camus(cluster, "inspect", topic + "x");
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("no topic " + topic + "x", "did you mean " + topic);
  }
}
