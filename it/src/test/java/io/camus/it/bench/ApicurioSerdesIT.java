package io.camus.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.registry.DevApicurio;
import io.camus.it.registry.SharedApicurio;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records of Apicurio's serializers, with a real Apicurio Registry, become files with equal values.
 * Maven fetches the serializers, 60 MB for each version, when this runs for the first time: {@code
 * ./mvnw -Ppeers -pl it -am verify}.
 */
@Tag("peers")
@ExtendWith({SharedCluster.class, SharedApicurio.class})
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ApicurioSerdesIT {
  private static final int MESSAGES = 20;

  @TempDir Path folder;

  /** The modes of {@code Produce}, with the setting that fits. */
  @ParameterizedTest
  @CsvSource({
    "serdes, proto-default registry proto-confluent registry proto-headers header"
        + " proto-eight apicurio-content-id avro-default registry avro-headers header"
        + " avro-eight apicurio-content-id json-default registry json-headers header"
        + " json-eight apicurio-content-id",
    "serdes-2, proto-default header proto-values apicurio-global-id"
        + " avro-default header avro-values apicurio-global-id"
        + " json-default header json-values apicurio-global-id"
  })
  void recordsOfRealSerializersAreReadWhereverTheirIdsAre(
      String peer, String modesAndSettings, Cluster cluster, DevApicurio apicurio)
      throws Exception {
    List<String> words = List.of(modesAndSettings.split(" ", -1));
    Job job = new Job(cluster, folder).set("etl.schema.registry.url", apicurio.url().toString());
    Map<String, String> modeByTopic = new TreeMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String topic = cluster.topic(peer + "-" + words.get(i), 1);
      modeByTopic.put(topic, words.get(i));
      job.topic(topic, Form.RAW)
          .set("camus.message.decoder.class." + topic, decoder(words.get(i)))
          .set("camus.message.schema.id." + topic, words.get(i + 1));
    }
    produce(peer, cluster, apicurio, modeByTopic);

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    for (Map.Entry<String, String> topic : modeByTopic.entrySet()) {
      assertThat(values(job, topic.getKey()))
          .as(topic.toString())
          .containsExactlyElementsOf(expected(topic.getValue()));
    }
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  private static String decoder(String mode) {
    return mode.startsWith("proto") ? "protobuf" : mode.startsWith("avro") ? "avro" : "json-schema";
  }

  private static List<String> expected(String mode) {
    List<String> expected = new ArrayList<>();
    for (int n = 0; n < MESSAGES; n++) {
      expected.add(
          mode.startsWith("proto")
              ? String.format(
                  Locale.ROOT,
                  "{\"n\": %d, \"price\": {\"cents\": %d}, \"items\": [{\"text\": \"t%d\"}]}",
                  n,
                  -n,
                  n)
              : String.format(
                  Locale.ROOT,
                  mode.startsWith("avro")
                      ? "{\"n\": %d, \"text\": \"t%d\"}"
                      : "{\"n\":%d,\"text\":\"t%d\"}",
                  n,
                  n));
    }
    return expected;
  }

  /** The records of a topic, as JSON. */
  private static List<String> values(Job job, String topic) throws IOException {
    List<String> values = new ArrayList<>();
    for (Path file : job.files(topic)) {
      if (file.toString().endsWith(".avro")) {
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          reader.forEach(record -> values.add(record.toString()));
        }
      } else {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          new String(in.readAllBytes(), UTF_8).lines().forEach(values::add);
        }
      }
    }
    return values;
  }

  private void produce(
      String peer, Cluster cluster, DevApicurio apicurio, Map<String, String> modeByTopic)
      throws IOException, InterruptedException {
    Path lib = new PeerLibraries(Path.of("peers").toAbsolutePath(), System.out::println).of(peer);
    Path log = folder.resolve("produce.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                lib + "/*",
                "Produce",
                cluster.bootstrap(),
                apicurio.url().resolve("/apis/registry/v2").toString(),
                Integer.toString(MESSAGES)));
    modeByTopic.forEach((topic, mode) -> command.add(topic + "=" + mode));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }
}
