package io.camus.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Events;
import io.camus.it.fixture.ExamplePlugIns;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.OneDirectory;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.plugin.PlugInJar;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins with the real launcher: the examples, built as their page says, and faulty ones. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class PlugInsIT {
  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final Pattern VALUE = Pattern.compile("n\\W*(\\d+)");

  @TempDir Path folder;

  private Path plugIns() {
    return folder.resolve("plugins");
  }

  private Job job(Cluster cluster) throws IOException {
    Files.createDirectories(plugIns());
    return new Job(cluster, folder).environment("CAMUS_PLUGINS", plugIns().toString());
  }

  private static void assertVerified(Job job) throws Exception {
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  /** Messages a day apart around a Monday, whose event time is in a header. */
  private static void pairs(Sender sender, String topic, int from, int to) {
    for (int n = from; n < to; n++) {
      long time = MONDAY.plusSeconds(86_400L * (n % 4 - 2)).toEpochMilli();
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topic,
              0,
              Events.START.toEpochMilli(),
              null,
              ("n=" + n + ";page=/home").getBytes(UTF_8));
      record.headers().add("happened", Long.toString(time).getBytes(UTF_8));
      Future<?> unused = sender.producer().send(record);
    }
    sender.flush();
  }

  @Test
  void theExamplesAreBuiltAsTheirPageSaysAndWorkTogether(Cluster cluster) throws Exception {
    ExamplePlugIns.build(plugIns());
    String pairs = cluster.topic("pairs", 1);
    String avro = cluster.topic("listed", 2);
    Path schemas = folder.resolve("listed.properties");
    Job job =
        job(cluster)
            .topic(avro, Form.AVRO)
            .topic(pairs, Form.TEXT)
            .schemas(id -> Optional.of(Events.FIRST))
            .set("camus.message.decoder.class." + pairs, "pairs")
            .set("com.example.pairs.separator." + pairs, ";")
            .set("camus.message.timestamp.extractor." + pairs, "header-time")
            .set("com.example.header-time.name", "happened")
            .set("camus.output.format." + pairs, "frames")
            .set("etl.partitioner.class." + pairs, "weeks")
            .set("kafka.message.coder.schema.registry.class", "listed-schemas")
            .set("etl.schema.registry.url", folder.toString())
            .set("com.example.listed-schemas.file", "listed.properties");
    writeSchemas(schemas, 7);
    try (Sender sender = new Sender(cluster)) {
      pairs(sender, pairs, 0, 40);
      sender.avro(avro, 2, Events.FIRST, 7, 0, 100);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(140);
    assertThat(job.directories(pairs)).containsExactly("weekly/2026-W47", "weekly/2026-W48");
    assertThat(job.files(pairs)).allMatch(file -> file.toString().endsWith(".frames"));
    assertThat(numbers(job, pairs)).hasSize(40).contains(0, 39);
    assertVerified(job);
    assertThat(job.compare(avro).isClean()).isTrue();
    Outcome schema = job.command("schema", pairs);
    assertThat(schema.exit()).as(schema.toString()).isZero();
    assertThat(schema.stdout()).contains("\"Pairs\"", "com.example");
  }

  private static void writeSchemas(Path file, int id) throws IOException {
    Properties schemas = new Properties();
    schemas.setProperty(Integer.toString(id), Events.FIRST.toString());
    try (Writer writer = Files.newBufferedWriter(file)) {
      schemas.store(writer, null);
    }
  }

  /** The numbers in files of the format {@code frames}. */
  private static Set<Integer> numbers(Job job, String topic) throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    for (Path file : job.files(topic)) {
      try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
        in.skipNBytes(8);
        in.skipNBytes(in.readInt());
        for (int length = in.readInt(); length >= 0; length = in.readInt()) {
          Matcher matcher = VALUE.matcher(new String(in.readNBytes(length), UTF_8));
          assertThat(matcher.find()).isTrue();
          assertThat(numbers.add(Integer.valueOf(matcher.group(1)))).isTrue();
        }
      }
    }
    return numbers;
  }

  @Test
  void namesAndKeysThatAreWrongAreRefusedBeforeARun(Cluster cluster) throws Exception {
    ExamplePlugIns.build(plugIns());
    new PlugInJar()
        .with(
            "com.example.hidden.Fixed",
            OneDirectory.source("hidden", "\"h\"").replace("public class", "class"))
        .write(plugIns().resolve("hidden.jar"));
    Job job = job(cluster).topic(cluster.topic("wrong", 1), Form.TEXT);

    for (Map.Entry<String, String> wrong :
        Map.of(
                "com.example.Weekz", "no such class is on the class path or in plugins/",
                "weekz", "must be one of",
                "com.example.Pairs", "does not implement io.camus.plugin.PartitionerProvider",
                "com.example.hidden.Fixed", "must be public")
            .entrySet()) {
      Outcome outcome = job.set("etl.partitioner.class", wrong.getKey()).run();
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
      assertThat(outcome.stderr()).contains(wrong.getKey(), wrong.getValue());
    }
    Outcome misspelt =
        job.set("etl.partitioner.class", "weeks").set("com.example.pairs.seperator", ";").run();
    assertThat(misspelt.exit()).as(misspelt.toString()).isEqualTo(2);
    assertThat(misspelt.stderr())
        .contains("com.example.pairs.seperator is not a key", "com.example.pairs.separator");

    new PlugInJar().provides("com.example.Gone").write(plugIns().resolve("gone.jar"));
    Outcome gone = job.without("com.example.pairs.seperator").run();
    assertThat(gone.exit()).as(gone.toString()).isEqualTo(2);
    assertThat(gone.stderr()).contains("plug-in gone.jar", "com.example.Gone");
  }

  /** Camus has this class, too, and another plug-in has a third version of it. */
  @Test
  void aLibraryOfAPlugInIsHiddenFromCamusAndFromOthers(Cluster cluster) throws Exception {
    for (String name : Set.of("one", "two")) {
      OneDirectory.withLibrary(name, OneDirectory.LIBRARY + ".version()")
          .write(plugIns().resolve(name).resolve(name + ".jar"));
    }
    String one = cluster.topic("one", 1);
    String two = cluster.topic("two", 1);
    Job job =
        job(cluster)
            .topic(one, Form.JSON)
            .topic(two, Form.JSON)
            .set("etl.partitioner.class." + one, "one")
            .set("etl.partitioner.class." + two, "com.example.two.Fixed");
    try (Sender sender = new Sender(cluster)) {
      sender.json(one, 1, 0, 50);
      sender.json(two, 1, 0, 50);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(job.directories(one)).containsExactly("library-of-one");
    assertThat(job.directories(two)).containsExactly("library-of-two");
    assertThat(job.compare().isClean()).isTrue();
    assertVerified(job);
  }

  private static String decoder(String onBoom) {
    return """
        package com.example;
        import io.camus.decode.KafkaTime;
        import io.camus.spi.*;
        public class Strict implements io.camus.plugin.DecoderProvider {
          public String name() { return "strict"; }
          public io.camus.plugin.Form form() { return io.camus.plugin.Form.TEXT; }
          public Decoder decoder(Context context) {
            DatumType type = DatumType.lines();
            return record -> {
              Decoded.Datum datum = new Decoded.Datum();
              datum.type = type;
              datum.bytes = record.value().array();
              datum.offset = record.value().arrayOffset() + record.value().position();
              datum.length = record.value().remaining();
              datum.origin = new io.camus.model.Origin("server", "service");
              if (record.offset() == 17) {
                %s
              }
              return KafkaTime.complete(datum, record);
            };
          }
        }
        """
        .formatted(onBoom);
  }

  @Test
  void aPlugInThatThrowsFailsItsTopicOnlyAndNothingIsLost(Cluster cluster) throws Exception {
    String ill = cluster.topic("ill", 1);
    String well = cluster.topic("well", 2);
    Path jar = plugIns().resolve("strict.jar");
    new PlugInJar()
        .with("com.example.Strict", decoder("throw new IllegalStateException(\"boom\");"))
        .provides("com.example.Strict")
        .write(jar);
    Job job =
        job(cluster)
            .topic(ill, Form.TEXT)
            .topic(well, Form.AVRO)
            .set("camus.message.decoder.class." + ill, "strict");
    try (Sender sender = new Sender(cluster)) {
      sender.text(ill, 1, 0, 40);
      sender.avro(well, 2, 0, 100);
    }

    Outcome faulty = job.run();

    assertThat(faulty.exit()).as(faulty.toString()).isEqualTo(3);
    assertThat(faulty.messages()).isEqualTo(117);
    assertThat(faulty.stdout())
        .contains(
            "the decoder com.example.Strict of plug-in strict.jar threw IllegalStateException: boom")
        .doesNotContain("bug in Camus");
    assertThat(faulty.stderr()).doesNotContain("bug in Camus");
    assertVerified(job);

    new PlugInJar()
        .with("com.example.Strict", decoder(""))
        .provides("com.example.Strict")
        .write(jar);
    Outcome corrected = job.run();
    assertThat(corrected.exit()).as(corrected.toString()).isZero();
    assertThat(corrected.messages()).isEqualTo(23);
    assertThat(job.compare().isClean()).isTrue();
    assertVerified(job);
  }
}
