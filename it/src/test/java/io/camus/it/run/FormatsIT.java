package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics in other file formats than the usual ones, and with columns of Kafka's. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class FormatsIT {
  private static final int MESSAGES = 400;
  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  private static void assertVerified(Job job) throws Exception {
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  private static void run(Job job) throws Exception {
    Outcome outcome = job.run();
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).as(outcome.toString()).isEqualTo(MESSAGES);
  }

  private static List<GenericRecord> records(Job job, String topic) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    for (Path file : job.files(topic)) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        reader.forEach(records::add);
      }
    }
    return records;
  }

  private static List<String> columns(Job job, String topic) throws Exception {
    Outcome schema = job.command("schema", topic);
    assertThat(schema.exit()).as(schema.toString()).isZero();
    return new Schema.Parser()
        .parse(schema.stdout()).getFields().stream().map(Schema.Field::name).toList();
  }

  @Test
  void avroRecordsAsJsonAreReadByDuckDb(Cluster cluster) throws Exception {
    String topic = cluster.topic("as-json", PARTITIONS);
    Job job = new Job(cluster, folder).topic(topic, Form.AVRO).set("camus.output.format", "json");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, 0, MESSAGES);
    }
    run(job);

    assertThat(job.files(topic)).allMatch(file -> file.toString().contains(".json"));
    assertThat(
            DuckDbIT.query(
                "SELECT count(*), sum(n), min(text), count(DISTINCT timestamp) FROM read_json('"
                    + job.destination()
                    + "/"
                    + topic
                    + "/**/*.json*', format = 'newline_delimited')"))
        .containsExactly("400 79800 event 0 400");
    assertVerified(job);
  }

  @Test
  void avroRecordsAsCsvAreReadByDuckDb(Cluster cluster) throws Exception {
    String topic = cluster.topic("as-csv", PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.output.format", "csv")
            .set("camus.output.columns", "partition,offset,key")
            .set("camus.csv.separator", ";");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, 0, MESSAGES);
    }
    run(job);

    assertThat(
            DuckDbIT.query(
                "SELECT count(*), sum(n), min(text), count(DISTINCT timestamp),"
                    + " count(DISTINCT _kafka_key) FROM read_csv('"
                    + job.destination()
                    + "/"
                    + topic
                    + "/**/*.csv.gz', delim = ';', header = true)"))
        .containsExactly("400 79800 event 0 400 2");
    assertVerified(job);
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"AVRO", "TEXT"})
  void sequenceFilesHaveTimesAndTexts(Form form, Cluster cluster) throws Exception {
    String topic = cluster.topic("as-sequence-" + form, PARTITIONS);
    Job job =
        new Job(cluster, folder).topic(topic, form).set("camus.output.format", "sequencefile");
    try (Sender sender = new Sender(cluster)) {
      if (form == Form.AVRO) {
        sender.avro(topic, PARTITIONS, 0, MESSAGES);
      } else {
        sender.text(topic, PARTITIONS, 0, MESSAGES);
      }
    }
    run(job);

    int found = 0;
    LongWritable time = new LongWritable();
    Text text = new Text();
    for (Path file : job.files(topic)) {
      try (SequenceFile.Reader reader =
          new SequenceFile.Reader(
              new Configuration(),
              SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri())))) {
        while (reader.next(time, text)) {
          found++;
          assertThat(time.get()).isGreaterThanOrEqualTo(Sender.timeOf(0).toEpochMilli());
          assertThat(text.toString()).startsWith(form == Form.AVRO ? "{\"timestamp\":" : "line ");
        }
      }
    }
    assertThat(found).isEqualTo(MESSAGES);
    assertVerified(job);
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstandard", "gzip", "none"})
  void avroRecordsAsParquetAreReadByDuckDb(String codec, Cluster cluster) throws Exception {
    String topic = cluster.topic("as-parquet-" + codec, PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.output.format", "parquet")
            .set("etl.output.codec", codec)
            .set("etl.partitioner.class", "hive")
            .set("camus.output.columns", "partition,offset,key")
            .set("camus.parquet.bloom.columns", "text")
            .set("camus.parquet.sort.columns", "text,_kafka_offset");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, 0, MESSAGES);
    }
    run(job);

    assertThat(job.files(topic)).allMatch(file -> file.toString().endsWith(".parquet"));
    assertThat(
            DuckDbIT.query(
                "SELECT count(*), sum(n), min(text), count(DISTINCT _kafka_offset), min(hour),"
                    + " sum(CASE WHEN n = 2 * _kafka_offset + _kafka_partition THEN 1 END)"
                    + " FROM read_parquet('"
                    + job.destination()
                    + "/"
                    + topic
                    + "/**/*.parquet', hive_partitioning = true)"))
        .containsExactly("400 79800 event 0 200 10 400");
    assertThat(columns(job, topic))
        .containsExactly(
            "timestamp", "n", "text", "_kafka_partition", "_kafka_offset", "_kafka_key");
    assertVerified(job);
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "zstandard", "none"})
  void avroRecordsAsOrcAreVerified(String codec, Cluster cluster) throws Exception {
    String topic = cluster.topic("as-orc-" + codec, PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set("camus.output.format", "orc")
            .set("etl.output.codec", codec)
            .set("camus.output.columns", "partition,offset,key");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, 0, MESSAGES);
    }
    run(job);

    assertThat(job.files(topic)).isNotEmpty().allMatch(file -> file.toString().endsWith(".orc"));
    assertThat(columns(job, topic))
        .containsExactly(
            "timestamp", "n", "text", "_kafka_partition", "_kafka_offset", "_kafka_key");
    assertVerified(job);
  }

  @Test
  void textAsAvroHasItsPlaceInKafkaBesideIt(Cluster cluster) throws Exception {
    String topic = cluster.topic("text-as-avro", PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.TEXT)
            .set("camus.output.format." + topic, "avro")
            .set("camus.output.columns", "partition,offset,key");
    try (Sender sender = new Sender(cluster)) {
      sender.text(topic, PARTITIONS, 0, MESSAGES);
    }
    run(job);

    Set<String> places = new HashSet<>();
    for (GenericRecord record : records(job, topic)) {
      int partition = (int) record.get("_kafka_partition");
      long offset = (long) record.get("_kafka_offset");
      places.add(partition + "@" + offset);
      assertThat(record.get("value"))
          .hasToString("line " + (offset * PARTITIONS + partition) + " \u00e4\u20ac");
      assertThat(record.get("_kafka_key"))
          .isEqualTo(ByteBuffer.wrap(("k" + partition).getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(places).hasSize(MESSAGES);
    assertThat(columns(job, topic))
        .containsExactly("value", "_kafka_partition", "_kafka_offset", "_kafka_key");
    assertVerified(job);
  }

  @Test
  void avroRecordsMayHaveAllColumnsAndDecodedKeys(Cluster cluster) throws Exception {
    String topic = cluster.topic("columns", PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(topic, Form.AVRO)
            .set(
                "camus.output.columns." + topic,
                "partition,offset,timestamp,key,headers,event_time")
            .set("camus.output.columns.prefix", "k_")
            .set("camus.message.key.decoder.class." + topic, "text");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(topic, PARTITIONS, 0, MESSAGES);
    }
    run(job);

    List<GenericRecord> records = records(job, topic);
    assertThat(records).hasSize(MESSAGES);
    for (GenericRecord record : records) {
      int n = (int) record.get("n");
      long time = Sender.timeOf(n).toEpochMilli();
      assertThat(record.get("k_partition")).isEqualTo(n % PARTITIONS);
      assertThat(record.get("k_offset")).isEqualTo((long) n / PARTITIONS);
      assertThat(record.get("k_timestamp")).isEqualTo(time);
      assertThat(record.get("k_event_time")).isEqualTo(time);
      assertThat(((GenericRecord) record.get("k_key")).get("value"))
          .hasToString("k" + n % PARTITIONS);
      assertThat(record.get("k_headers"))
          .hasToString(
              "[{\"key\": \"h\", \"value\": \"\\u0001\\u0002\"}, {\"key\": \"empty\","
                  + " \"value\": null}]");
    }
    assertThat(columns(job, topic)).contains("n", "text", "k_key", "k_event_time");
    assertVerified(job);
  }

  @Test
  void recursiveSchemasAreRefusedForParquetBeforeThePull(Cluster cluster) throws Exception {
    String tree = cluster.topic("tree", 1);
    String fine = cluster.topic("fine", PARTITIONS);
    cluster
        .registry()
        .register(
            tree + "-value",
            "{\"type\":\"record\",\"name\":\"Tree\",\"fields\":[{\"name\":\"left\",\"type\":"
                + "[\"null\",\"Tree\"]}]}");
    Job job =
        new Job(cluster, folder)
            .topic(tree, Form.AVRO)
            .topic(fine, Form.AVRO)
            .set("camus.output.format." + tree, "parquet")
            .set("camus.output.format." + fine, "parquet");
    try (Sender sender = new Sender(cluster)) {
      sender.value(tree, 0, Sender.timeOf(0), new byte[] {0, 0, 0, 0, 1, 0});
      sender.avro(fine, PARTITIONS, 0, MESSAGES);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.messages()).isEqualTo(MESSAGES);
    assertThat(outcome.stdout().replaceAll("\\s+", " "))
        .contains(
            "Parquet cannot store Tree: its field left contains Tree again",
            "write this data as Avro files")
        .doesNotContain("not pulled to the end");
    Outcome config = job.command("config");
    assertThat(config.exit()).isEqualTo(4);
    assertThat(config.stdout().replaceAll("\\s+", " "))
        .contains(tree + ": Parquet cannot store Tree");
    assertVerified(job);
  }

  @Test
  void aFormatThatCannotHoldATopicsRecordsIsRefusedWithAdvice(Cluster cluster) throws Exception {
    String refused = cluster.topic("refused", PARTITIONS);
    String fine = cluster.topic("fine", PARTITIONS);
    Job job =
        new Job(cluster, folder)
            .topic(refused, Form.AVRO)
            .topic(fine, Form.AVRO)
            .set("camus.output.format." + refused, "text");
    try (Sender sender = new Sender(cluster)) {
      sender.avro(refused, PARTITIONS, 0, 10);
      sender.avro(fine, PARTITIONS, 0, MESSAGES);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.messages()).isEqualTo(MESSAGES);
    assertThat(outcome.stdout())
        .contains("camus.output.format = text needs records of text; use json");
    assertVerified(job);

    Outcome next = job.set("camus.output.format." + refused, "json").run();
    assertThat(next.exit()).as(next.toString()).isZero();
    assertThat(next.messages()).isEqualTo(10);
    assertVerified(job);
  }
}
