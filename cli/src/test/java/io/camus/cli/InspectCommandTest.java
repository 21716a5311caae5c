package io.camus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.settings.PropertyFiles;
import io.camus.config.CamusConfig;
import io.camus.config.Providers;
import io.camus.inspect.SampledRecord;
import io.camus.inspect.TopicInspection;
import io.camus.inspect.TopicReport;
import io.camus.inspect.TopicSample;
import io.camus.inspect.TopicSample.Span;
import io.camus.wiring.Inspection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camus inspect} and {@code camus init}: what they show and write of what was seen. */
class InspectCommandTest {
  private static final Instant TWO = Instant.parse("2026-11-22T14:00:00Z");
  private static final String BROKERS = "-Dkafka.brokers=b:9092";

  @TempDir private Path folder;

  private final CommandLineFixture camus = new CommandLineFixture();

  @BeforeEach
  void see() {
    see(Optional.empty());
  }

  private void see(Optional<String> registryFailure) {
    List<byte[]> logs = new ArrayList<>();
    List<byte[]> clicks = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      logs.add(("line " + n + "\n\tat a.B\n").getBytes(UTF_8));
      clicks.add(
          ("{\"at\":\"" + TWO.plusSeconds(n) + "\",\"expires\":4102444800}").getBytes(UTF_8));
    }
    camus.operations.seen =
        new Inspection.Seen(
            List.of(report("ad.clicks", clicks), report("empty", List.of()), report("logs", logs)),
            registryFailure);
  }

  private static TopicReport report(String topic, List<byte[]> values) {
    List<SampledRecord> records = new ArrayList<>();
    for (byte[] value : values) {
      int n = records.size();
      records.add(
          new SampledRecord(
              topic,
              0,
              n,
              TWO.plusSeconds(n).toEpochMilli(),
              Optional.empty(),
              Optional.of(ByteBuffer.wrap(value)),
              Map.of()));
    }
    return new TopicInspection(Optional.empty(), ZoneOffset.UTC, Providers.INSTALLED)
        .report(
            new TopicSample(
                topic,
                3,
                1000L * records.size(),
                Optional.of("delete"),
                records.isEmpty() ? List.of() : List.of(new Span(0, 0, 1000)),
                records,
                Optional.empty()));
  }

  @Test
  void thePageShowsEachTopicAndThenAll() {
    assertThat(camus.execute("inspect", BROKERS)).as(camus.err()).isZero();
    assertThat(camus.out().lines())
        .containsSubsequence(
            "ad.clicks  20,000 offsets in 3 partitions, cleanup.policy delete",
            "  values      JSON objects",
            "  keys        null",
            "  times       at: ISO-8601, 2026-11-22 14:00:00 .. 14:00:19, close to Kafka's time",
            "              camus.message.decoder.class.ad.clicks=json",
            "              camus.message.timestamp.field.ad.clicks=at",
            "              camus.message.timestamp.format.ad.clicks=ISO-8601",
            "empty  0 offsets in 3 partitions, cleanup.policy delete",
            "  proposal    exclude it: it has no records; inspect it again once it has some",
            "topic      offsets  per second  decoder   event time");
    assertThat(camus.out())
        .contains(
            "expires: unix_seconds", "2100-01-01 00:00:00, 73 years ahead of", "; MISLEADING");
    assertThat(camus.operations.asked).containsExactly("inspect [] PT30S");
  }

  @Test
  void topicsAndTimeMayBeGiven() {
    assertThat(camus.execute("inspect", BROKERS, "--seconds", "5", "a", "b")).isZero();
    assertThat(camus.operations.asked).containsExactly("inspect [a, b] PT5S");
    assertThat(camus.execute("inspect", BROKERS, "--seconds", "0")).isEqualTo(2);
    assertThat(camus.err()).contains("--seconds 0: must be 1 or more");
  }

  @Test
  void jsonHasEverything() throws IOException {
    assertThat(camus.execute("inspect", BROKERS, "--json")).isZero();
    JsonNode topic = new ObjectMapper().readTree(camus.out()).path("topics").path(0);
    assertThat(topic.path("topic").textValue()).isEqualTo("ad.clicks");
    assertThat(topic.path("values").toString()).isEqualTo("{\"json\":20}");
    assertThat(topic.path("times").path(0).path("field").textValue()).isEqualTo("at");
    assertThat(topic.path("times").path(1).path("misleading").booleanValue()).isTrue();
    assertThat(topic.path("proposal").path("decoder").textValue()).isEqualTo("json");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsToldAndEndsWithThree() {
    see(Optional.of("it did not answer"));
    assertThat(camus.execute("inspect", BROKERS)).isEqualTo(3);
    assertThat(camus.out()).contains("warning: the schema registry could not be reached");
  }

  private Map<String, String> init(String... further) {
    Path file = folder.resolve("first.properties");
    List<String> arguments = new ArrayList<>(List.of("init", BROKERS, file.toString()));
    arguments.addAll(List.of(further));
    assertThat(camus.execute(arguments.toArray(String[]::new))).as(camus.err()).isZero();
    Map<String, String> settings = PropertyFiles.file(file.toString());
    assertThat(CamusConfig.check(settings)).isEmpty();
    return settings;
  }

  @Test
  void initWritesAFileThatConfigTakes() throws IOException {
    assertThat(init("--destination", "/data/kafka/"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("kafka.brokers", "b:9092"),
                Map.entry("kafka.whitelist.topics", "ad[.]clicks, logs"),
                Map.entry("kafka.blacklist.topics", "empty"),
                Map.entry("etl.destination.path", "/data/kafka"),
                Map.entry("etl.execution.base.path", "/data/kafka/.camus/exec"),
                Map.entry("etl.execution.history.path", "/data/kafka/.camus/history"),
                Map.entry("camus.message.decoder.class.ad.clicks", "json"),
                Map.entry("camus.message.timestamp.field.ad.clicks", "at"),
                Map.entry("camus.message.timestamp.format.ad.clicks", "ISO-8601"),
                Map.entry("camus.message.decoder.class.logs", "text")));
    assertThat(Files.readString(folder.resolve("first.properties")))
        .contains("#   empty: it has no records")
        .contains("# values are JSON objects\ncamus.message.decoder.class.ad.clicks=json\n");
    assertThat(camus.out())
        .contains(
            "2 topics, 1 excluded",
            "data will be in /data/kafka\n",
            "camus config --sample -P",
            "camus run -P");
  }

  @Test
  void withoutADestinationTheDataGoBesideTheFileSystemsOwnDefault() {
    String here = "file:" + Path.of("").toAbsolutePath();
    assertThat(init())
        .containsEntry("etl.destination.path", here + "/camus-data")
        .containsEntry("etl.execution.base.path", here + "/camus-data/.camus/exec");
  }

  @Test
  void secretsBecomeReferences() throws IOException {
    Map<String, String> settings =
        init(
            "-Detl.schema.registry.url=http://r:1",
            "-Dcamus.schema.registry.basic.auth.user=me",
            "-Dcamus.schema.registry.basic.auth.password=hush",
            "-Dkafka.ssl.truststore.password=${env:STORE}");
    String variable = "CAMUS_SCHEMA_REGISTRY_BASIC_AUTH_PASSWORD";
    assertThat(settings)
        .containsEntry("camus.schema.registry.basic.auth.user", "me")
        .containsEntry("camus.schema.registry.basic.auth.password", "${env:" + variable + "}")
        .containsEntry("kafka.ssl.truststore.password", "${env:STORE}");
    assertThat(Files.readString(folder.resolve("first.properties"))).doesNotContain("hush");
    assertThat(camus.out()).contains("export " + variable + "=...").doesNotContain("hush");
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("first.properties"), "mine");
    assertThat(camus.execute("init", BROKERS, file.toString())).isEqualTo(2);
    assertThat(camus.err()).contains("already exists and was not changed");
    assertThat(file).hasContent("mine");
    assertThat(camus.operations.asked).isEmpty();
  }

  @Test
  void withoutTheRegistryNothingIsWritten() {
    see(Optional.of("It did not answer"));
    Path file = folder.resolve("first.properties");
    assertThat(camus.execute("init", BROKERS, file.toString())).isEqualTo(3);
    assertThat(camus.err()).contains("It did not answer. Nothing was written");
    assertThat(file).doesNotExist();
  }

  @Test
  void withoutATopicNothingIsWritten() {
    camus.operations.seen =
        new Inspection.Seen(List.of(report("empty", List.of())), Optional.empty());
    Path file = folder.resolve("first.properties");
    assertThat(camus.execute("init", BROKERS, file.toString())).isEqualTo(2);
    assertThat(camus.err()).contains("there is no topic to include", "empty: it has no records");
    assertThat(file).doesNotExist();
  }
}
