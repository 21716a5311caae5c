package io.camus.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import io.camus.it.check.Form;
import io.camus.it.fixture.Cluster;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import io.camus.it.fixture.Sender;
import io.camus.it.fixture.SharedCluster;
import io.camus.it.registry.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Protobuf and JSON Schema with a registry, from Kafka to files that other readers read. */
@ExtendWith(SharedCluster.class)
@Timeout(300)
class LanguagesIT {
  private static final int MESSAGES = 400;
  private static final int PARTITIONS = 2;

  private static final String MONEY =
      """
      syntax = "proto3";
      package common;
      message Money { string currency = 1; sint64 cents = 2; }
      """;

  private static final String ORDER =
      """
      syntax = "proto3";
      package shop;
      import "common/money.proto";
      import "google/protobuf/timestamp.proto";
      import "google/protobuf/wrappers.proto";

      message Customer {
        message Id { int64 number = 1; }
        Id id = 1;
      }
      message Order {
        enum Status { NEW = 0; PAID = 1; }
        message Item { string name = 1; repeated sint32 sizes = 2; }
        int32 n = 1;
        google.protobuf.Timestamp timestamp = 2;
        common.Money price = 3;
        oneof payer { string card = 4; int64 account = 5; }
        map<string, int32> counts = 6;
        repeated Item items = 7;
        google.protobuf.StringValue note = 8;
        Status status = 9;
      }
      """;

  private static final String UNIT = "{\"type\": \"string\", \"enum\": [\"C\", \"F\"]}";

  private static final String READING =
      """
      {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Reading",
       "type": "object", "required": ["timestamp", "n", "unit"],
       "properties": {
         "timestamp": {"type": "integer"},
         "n": {"type": "integer", "minimum": 0},
         "unit": {"$ref": "unit.json"},
         "place": {"type": "object", "properties": {"room": {"type": "string"}}}}}
      """;

  private static final String NUMBER =
      "{\"title\": \"Number\", \"type\": \"object\", \"properties\": {\"n\": {\"type\":"
          + " \"integer\"}}}";

  @TempDir Path folder;

  /** A part of a message. */
  @FunctionalInterface
  private interface Part {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] bytes(Part part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    part.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  /** The registry's wire format. */
  private static byte[] wire(int id, String indexes, byte[] payload) {
    byte[] which = HexFormat.of().parseHex(indexes);
    return ByteBuffer.allocate(5 + which.length + payload.length)
        .put((byte) 0)
        .putInt(id)
        .put(which)
        .put(payload)
        .array();
  }

  private static byte[] order(int n) throws IOException {
    byte[] time = bytes(out -> out.writeInt64(1, Sender.timeOf(n).getEpochSecond()));
    byte[] price =
        bytes(
            out -> {
              out.writeString(1, "EUR");
              out.writeSInt64(2, -n);
            });
    byte[] count =
        bytes(
            out -> {
              out.writeString(1, "k" + n % 3);
              out.writeInt32(2, n);
            });
    byte[] item =
        bytes(
            out -> {
              out.writeString(1, "item " + n);
              out.writeByteArray(2, bytes(sizes -> sizes.writeSInt32NoTag(-7)));
            });
    return bytes(
        out -> {
          out.writeInt32(1, n);
          out.writeByteArray(2, time);
          out.writeByteArray(3, price);
          if (n % 2 == 0) {
            out.writeString(4, "card " + n);
          } else {
            out.writeInt64(5, 1L << 40);
          }
          out.writeByteArray(6, count);
          out.writeByteArray(7, item);
          out.writeByteArray(7, bytes(empty -> {}));
          if (n % 4 == 0) {
            out.writeByteArray(8, bytes(note -> note.writeString(1, "n\u00f6te")));
          }
          out.writeEnum(9, n % 2);
        });
  }

  /** Sends orders; their keys are customers' ids, in the same file. */
  private static void sendOrders(Cluster cluster, Sender sender, String topic) throws IOException {
    RegistryClient registry = new RegistryClient(cluster.registry().url());
    registry.register(topic + "-money", "PROTOBUF", MONEY, Map.of());
    Map<String, String> references = Map.of("common/money.proto", topic + "-money");
    int value = registry.register(topic + "-value", "PROTOBUF", ORDER, references);
    int key = registry.register(topic + "-key", "PROTOBUF", ORDER, references);
    for (int n = 0; n < MESSAGES; n++) {
      int number = n;
      send(
          sender,
          topic,
          n,
          wire(key, "040000", bytes(out -> out.writeInt64(1, number))),
          wire(value, "0202", order(n)));
    }
    sender.flush();
  }

  private static void send(Sender sender, String topic, int n, byte[] key, byte[] value) {
    Future<?> unused =
        sender
            .producer()
            .send(
                new ProducerRecord<>(
                    topic, n % PARTITIONS, Sender.timeOf(n).toEpochMilli(), key, value));
  }

  private static String reading(int n) {
    return String.format(
        Locale.ROOT,
        "{\"timestamp\": %d, \"n\": %d, \"unit\": \"%s\", \"place\": {\"room\": \"r%d\"}}",
        Sender.timeOf(n).toEpochMilli(),
        n,
        n % 2 == 0 ? "C" : "F",
        n % 5);
  }

  /** Sends readings, and one whose number is negative. */
  private static void sendReadings(Cluster cluster, Sender sender, String topic) {
    RegistryClient registry = new RegistryClient(cluster.registry().url());
    registry.register(topic + "-unit", "JSON", UNIT, Map.of());
    int id =
        registry.register(topic + "-value", "JSON", READING, Map.of("unit.json", topic + "-unit"));
    int keyId = registry.register(topic + "-key", "JSON", NUMBER, Map.of());
    for (int n = 0; n < MESSAGES; n++) {
      byte[] key = wire(keyId, "", ("{\"n\": " + n + "}").getBytes(UTF_8));
      send(sender, topic, n, key, wire(id, "", reading(n).getBytes(UTF_8)));
    }
    String wrong = reading(0).replace("\"n\": 0", "\"n\": -1");
    send(
        sender, topic, 0, wire(id, "", wrong.getBytes(UTF_8)), wire(id, "", wrong.getBytes(UTF_8)));
    sender.flush();
  }

  private Job job(Cluster cluster, String topic, String decoder, String format) {
    return new Job(cluster, folder)
        .topic(topic, Form.RAW)
        .set("camus.message.decoder.class." + topic, decoder)
        .set("camus.message.key.decoder.class." + topic, decoder)
        .set("camus.output.format." + topic, format)
        .set("etl.max.percent.skipped.other." + topic, "1");
  }

  private static void assertVerified(Job job) throws Exception {
    Outcome verified = job.command("verify", "--deep");
    assertThat(verified.exit()).as(verified.toString()).isZero();
  }

  /** Records by their number. */
  private static Map<Integer, GenericRecord> records(Job job, String topic) throws IOException {
    Map<Integer, GenericRecord> records = new TreeMap<>();
    for (Path file : job.files(topic)) {
      try (DataFileReader<GenericRecord> reader =
          new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
        for (GenericRecord record : reader) {
          assertThat(records.put((Integer) record.get("n"), record)).isNull();
        }
      }
    }
    return records;
  }

  private static Schema schema(Job job, String topic, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(topic));
    arguments.addAll(List.of(options));
    Outcome schema = job.command("schema", arguments.toArray(String[]::new));
    assertThat(schema.exit()).as(schema.toString()).isZero();
    return new Schema.Parser().parse(schema.stdout());
  }

  @Test
  void protobufBecomesAvro(Cluster cluster) throws Exception {
    String topic = cluster.topic("proto-avro", PARTITIONS);
    Job job = job(cluster, topic, "protobuf", "avro").set("camus.output.columns", "offset,key");
    try (Sender sender = new Sender(cluster)) {
      sendOrders(cluster, sender, topic);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    Map<Integer, GenericRecord> records = records(job, topic);
    assertThat(records).hasSize(MESSAGES);
    records.forEach(
        (n, record) -> {
          Instant time = Sender.timeOf(n);
          assertThat(record)
              .hasToString(
                  String.format(
                      Locale.ROOT,
                      "{\"n\": %d, \"timestamp\": %d, \"price\": {\"currency\": \"EUR\", \"cents\":"
                          + " %d}, \"card\": %s, \"account\": %s, \"counts\": {\"k%d\": %d},"
                          + " \"items\": [{\"name\": \"item %d\", \"sizes\": [-7]}, {\"name\":"
                          + " \"\", \"sizes\": []}], \"note\": %s, \"status\": \"%s\","
                          + " \"_kafka_offset\": %d, \"_kafka_key\": {\"number\": %d}}",
                      n,
                      time.getEpochSecond() * 1_000_000,
                      -n,
                      n % 2 == 0 ? "\"card " + n + "\"" : "null",
                      n % 2 == 0 ? "null" : 1L << 40,
                      n % 3,
                      n,
                      n,
                      n % 4 == 0 ? "\"n\u00f6te\"" : "null",
                      n % 2 == 0 ? "NEW" : "PAID",
                      n / PARTITIONS,
                      n));
        });
    assertThat(schema(job, topic).getField("timestamp").schema().toString())
        .contains("timestamp-micros");
    assertThat(schema(job, topic, "--all")).isEqualTo(schema(job, topic));
    assertVerified(job);
  }

  @Test
  void protobufBecomesParquet(Cluster cluster) throws Exception {
    String topic = cluster.topic("proto-parquet", PARTITIONS);
    Job job = job(cluster, topic, "protobuf", "parquet").set("camus.output.columns", "offset,key");
    try (Sender sender = new Sender(cluster)) {
      sendOrders(cluster, sender, topic);
    }

    Outcome outcome = job.run();

    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    String files = "read_parquet('" + job.destination() + "/" + topic + "/**/*.parquet')";
    assertThat(
            DuckDbIT.query(
                "SELECT count(*), sum(n), sum(price.cents), count(card), sum(account),"
                    + " sum(counts['k0']), sum(len(items)), min(items[1].sizes[1]), count(note),"
                    + " count(CASE WHEN status = 'PAID' THEN 1 END),"
                    + " sum(CASE WHEN _kafka_key.number = n THEN 1 END),"
                    + " epoch_us(max(timestamp)) FROM "
                    + files))
        .containsExactly(
            String.join(
                " ",
                "400",
                "79800",
                "-79800",
                "200",
                Long.toString(200 * (1L << 40)),
                "26733",
                "800",
                "-7",
                "100",
                "200",
                "400",
                Long.toString(Sender.timeOf(MESSAGES - 1).getEpochSecond() * 1_000_000)));
    assertThat(schema(job, topic).getField("items")).isNotNull();
    assertVerified(job);
  }

  @Test
  void jsonWithASchemaIsWrittenAsItIs(Cluster cluster) throws Exception {
    String topic = cluster.topic("json-schema", PARTITIONS);
    Job job = job(cluster, topic, "json-schema", "json");
    try (Sender sender = new Sender(cluster)) {
      sendReadings(cluster, sender, topic);
    }

    assertOneIsRejected(job.run(), job, topic);

    assertThat(
            DuckDbIT.query(
                "SELECT count(*), sum(n), count(DISTINCT place.room), min(unit) FROM read_json('"
                    + job.destination()
                    + "/"
                    + topic
                    + "/**/*.json*', format = 'newline_delimited')"))
        .containsExactly("400 79800 5 C");
    assertVerified(job);
  }

  @Test
  void jsonWithASchemaBecomesColumns(Cluster cluster) throws Exception {
    String topic = cluster.topic("json-columns", PARTITIONS);
    Job job = job(cluster, topic, "json-schema-avro", "parquet").set("camus.output.columns", "key");
    try (Sender sender = new Sender(cluster)) {
      sendReadings(cluster, sender, topic);
    }

    assertOneIsRejected(job.run(), job, topic);

    assertThat(
            DuckDbIT.query(
                "SELECT count(*), sum(n), count(DISTINCT place.room), min(unit),"
                    + " sum(CASE WHEN _kafka_key.n = n THEN 1 END) FROM read_parquet('"
                    + job.destination()
                    + "/"
                    + topic
                    + "/**/*.parquet')"))
        .containsExactly("400 79800 5 C 400");
    assertThat(schema(job, topic).getFullName()).isEqualTo("Reading");
    assertVerified(job);
  }

  private static void assertOneIsRejected(Outcome outcome, Job job, String topic)
      throws IOException {
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    assertThat(outcome.messages()).isEqualTo(MESSAGES);
    assertThat(outcome.rejections())
        .singleElement()
        .asString()
        .contains(topic + "-0@200", "$.n: must have a minimum value of 0");
    List<GenericRecord> letters = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(job.history())) {
      for (Path file : paths.filter(it -> it.toString().contains("errors+" + topic)).toList()) {
        try (DataFileReader<GenericRecord> reader =
            new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
          reader.forEach(letters::add);
        }
      }
    }
    assertThat(letters).hasSize(1);
    assertThat(UTF_8.decode(((ByteBuffer) letters.get(0).get("value")).position(5)).toString())
        .contains("\"n\": -1");
  }
}
