package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.model.OffsetRange;
import io.camus.model.SourceException;
import io.camus.model.StorageException;
import io.camus.repull.Incomparable;
import io.camus.repull.KafkaReport;
import io.camus.spi.StorePath;
import io.camus.verify.Depth;
import io.camus.verify.Leftover;
import io.camus.verify.VerifyReport;
import io.camus.verify.Violation;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {
  private static final Violation MISSING =
      new Violation(
          Kind.MISSING_FILE,
          Optional.of("clicks"),
          Optional.of(
              new OffsetRange(new TopicPartition("clicks", 3), Uuid.ZERO_UUID, 1, 100, 250)),
          Optional.of("/camus/topics/clicks/hourly/2026/11/22/14/clicks+3+100+250+140.g1.avro"),
          OptionalLong.of(42),
          "record 42 published this file of 140 records, but it is gone");
  private static final Violation TORN =
      new Violation(
          Kind.TORN_RECORD,
          Optional.empty(),
          Optional.empty(),
          Optional.of("/camus/exec/commits/00000000000000000/00000000000000000007.json"),
          OptionalLong.of(7),
          "record 7 is damaged");

  private static final VerifyReport.Leftovers LEFT =
      new VerifyReport.Leftovers(
          List.of(leftover(Leftover.Kind.COMMITTED, 1), leftover(Leftover.Kind.UNKNOWN, 2)),
          Map.of(Leftover.Kind.COMMITTED, 1L, Leftover.Kind.UNKNOWN, 5L));

  private static Leftover leftover(Leftover.Kind kind, int number) {
    return new Leftover(
        kind,
        new StorePath("s3://bucket/topics/clicks/file" + number),
        "upload" + number,
        Optional.empty(),
        Instant.parse("2026-11-22T14:05:59Z"));
  }

  private final CommandLineFixture camus = new CommandLineFixture();

  private static VerifyReport report(
      Depth depth, List<Violation> violations, Map<Kind, Long> found) {
    return new VerifyReport(
        depth,
        1_042,
        List.of(
            new VerifyReport.Topic(
                "clicks", 4, 1_200, 3_600, 1_000_000, 3, 52_428_800, found.size()),
            new VerifyReport.Topic("orders", 1, 1, 1, 10, 0, 500, 0)),
        List.of(1_042L),
        LEFT,
        violations,
        found);
  }

  @Test
  void aSoundDestinationHasALineForEachTopicAndExitCode0() {
    camus.operations.report = report(Depth.NAMES, List.of(), Map.of());

    assertThat(camus.executeWithSettings("verify")).isZero();
    assertThat(camus.out())
        .isEqualTo(
            """
            topic   partitions  ranges  files    records  dead letters     bytes  verdict
            clicks           4   1,200  3,600  1,000,000             3  50.0 MiB  ok
            orders           1       1      1         10             0     500 B  ok

            OK: 3,601 files in place; --deep reads them as well
              notice   1 commit record not published yet. The files are complete where they were written, and
                       the next run publishes them.
              notice   1 incomplete upload is a committed file that is not published yet. The next run publishes
                       it.
                s3://bucket/topics/clicks/file1
                  upload upload1, created 2026-11-22T14:05:59Z
              notice   5 incomplete uploads that no run of this pipeline will complete or abort. If no other
                       pipeline or program writes there, abort them with the tools of the store, or let a
                       lifecycle rule do it.
                s3://bucket/topics/clicks/file2
                  upload upload2, created 2026-11-22T14:05:59Z
              ... and 4 more

              files       /camus/topics
              commit log  /camus/exec/commits, 1,042 records
            """);
    assertThat(camus.operations.asked).containsExactly("verify NAMES");
  }

  @Test
  void eachViolationHasItsOffsetsItsFileAndItsMeaning() {
    camus.operations.report =
        report(
            Depth.CONTENT,
            List.of(TORN, MISSING),
            Map.of(Kind.TORN_RECORD, 1L, Kind.MISSING_FILE, 5L));

    assertThat(camus.executeWithSettings("verify", "--deep")).isEqualTo(4);
    assertThat(camus.operations.asked).containsExactly("verify CONTENT");
    assertThat(camus.out())
        .contains(
            "50.0 MiB  2 wrong",
            "VIOLATED: 6 violations",
            """
              torn record
                /camus/exec/commits/00000000000000000/00000000000000000007.json
                record 7 is damaged

              missing file
                clicks-3@[100,250) generation 1
                /camus/topics/clicks/hourly/2026/11/22/14/clicks+3+100+250+140.g1.avro
                record 42 published this file of 140 records, but it is gone
              ... and 4 more
            """);
  }

  @Test
  void filesThatCannotBeReadAreNoViolationOfTheData() {
    Violation unreadable =
        new Violation(
            Kind.UNREADABLE_FILE,
            MISSING.topic(),
            MISSING.range(),
            MISSING.file(),
            MISSING.record(),
            "no");
    camus.operations.report =
        report(Depth.CONTENT, List.of(unreadable), Map.of(Kind.UNREADABLE_FILE, 1L));

    assertThat(camus.executeWithSettings("verify", "--deep")).isEqualTo(3);
    assertThat(camus.out()).contains("NOT READABLE: 1 violation");
  }

  @Test
  void aStoreThatFailsEndsWithExitCode3() {
    camus.operations.failure = new StorageException("cannot verify /camus/topics: no name node");

    assertThat(camus.executeWithSettings("verify")).isEqualTo(3);
    assertThat(camus.err()).contains("camus: cannot verify /camus/topics: no name node");
  }

  @Test
  void anEmptyLogSaysSo() {
    assertThat(camus.executeWithSettings("verify")).isZero();
    assertThat(camus.out()).contains("NOTHING TO VERIFY: no run has committed anything here");
  }

  private static KafkaReport kafka(Map<Kind, Long> found, Violation... violations) {
    return new KafkaReport(
        List.of(
            new KafkaReport.Topic(
                "clicks",
                1_200,
                1_000,
                900_000,
                47_000_000,
                Map.of(Incomparable.RETENTION, 150L, Incomparable.EARLIER_GENERATION, 50L),
                0,
                0)),
        List.of(violations),
        found);
  }

  @Test
  void kafkaIsAskedOnlyIfItIsWanted() {
    camus.executeWithSettings("verify", "--deep");
    assertThat(camus.operations.asked).containsExactly("verify CONTENT");
  }

  @Test
  void whatKafkaStillHoldsHasATableOfItsOwn() {
    camus.operations.report = report(Depth.NAMES, List.of(), Map.of());
    camus.operations.kafka = kafka(Map.of());

    assertThat(camus.executeWithSettings("verify", "--against-kafka")).isZero();
    assertThat(camus.out())
        .endsWith(
            """

            topic   ranges  pulled again  records  gone  not comparable
            clicks   1,200         1,000  900,000   150              50

            OK: 900,000 records of 1,000 ranges are still in Kafka and match what was pulled
              notice   50 ranges not compared: the position was set again later (an earlier generation)
              notice   150 ranges not compared: retention has deleted at least the first records

              kafka       b:9092
            """);
  }

  @Test
  void whatIsOtherwiseInKafkaEndsWithExitCode4() throws IOException {
    Violation other =
        new Violation(
            Kind.OTHER_IN_KAFKA,
            MISSING.topic(),
            MISSING.range(),
            Optional.empty(),
            MISSING.record(),
            "Kafka holds 5 records here");
    camus.operations.report = report(Depth.NAMES, List.of(), Map.of());
    camus.operations.kafka = kafka(Map.of(Kind.OTHER_IN_KAFKA, 3L), other);

    assertThat(camus.executeWithSettings("verify", "--against-kafka")).isEqualTo(4);
    assertThat(camus.out())
        .contains(
            "VIOLATED: 3 violations against Kafka",
            """
              differs in Kafka
                clicks-3@[100,250) generation 1
                Kafka holds 5 records here
              ... and 2 more
            """);
  }

  @Test
  void jsonHasAPartOfItsOwnForKafka() throws IOException {
    camus.operations.report = report(Depth.NAMES, List.of(), Map.of());
    camus.operations.kafka = kafka(Map.of(Kind.UNREADABLE_IN_KAFKA, 1L));

    assertThat(camus.executeWithSettings("verify", "--against-kafka", "--json")).isEqualTo(3);
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").asInt()).isEqualTo(3);
    JsonNode topic = document.path("kafka").path("topics").path(0);
    assertThat(topic.path("compared").asLong()).isEqualTo(1_000);
    assertThat(topic.path("incomparable").path("retention").asLong()).isEqualTo(150);
    assertThat(document.path("kafka").path("found").path("unreadable-in-kafka").asLong())
        .isEqualTo(1);
  }

  @Test
  void kafkaThatIsNotThereEndsWithExitCode3AndTheSentence() {
    camus.operations.failure = new SourceException("the Kafka brokers b:9092 did not answer");

    assertThat(camus.executeWithSettings("verify", "--against-kafka")).isEqualTo(3);
    assertThat(camus.err()).contains("camus: the Kafka brokers b:9092 did not answer");
    assertThat(camus.operations.asked).as("before all files are read").containsExactly("kafka");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    camus.operations.report =
        report(
            Depth.CONTENT,
            List.of(TORN, MISSING),
            Map.of(Kind.TORN_RECORD, 1L, Kind.MISSING_FILE, 1L));
    camus.executeWithSettings("verify", "--json", "--deep");

    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").asInt()).isEqualTo(4);
    assertThat(document.path("depth").asText()).isEqualTo("content");
    assertThat(document.path("records").asInt()).isEqualTo(1_042);
    assertThat(document.path("unpublished").path(0).asInt()).isEqualTo(1_042);
    assertThat(document.path("leftoversFound")).hasToString("{\"committed\":1,\"unknown\":5}");
    assertThat(document.path("leftovers").path(1))
        .hasToString(
            "{\"kind\":\"unknown\",\"destination\":\"s3://bucket/topics/clicks/file2\","
                + "\"id\":\"upload2\",\"run\":null,\"since\":\"2026-11-22T14:05:59Z\"}");
    assertThat(document.path("topics").path(0).path("deadLetters").asInt()).isEqualTo(3);
    assertThat(document.path("found").path("missing-file").asInt()).isEqualTo(1);
    JsonNode missing = document.path("violations").path(1);
    assertThat(missing.path("kind").asText()).isEqualTo("missing-file");
    assertThat(missing.path("topic").asText()).isEqualTo("clicks");
    assertThat(missing.path("partition").asInt()).isEqualTo(3);
    assertThat(missing.path("generation").asInt()).isEqualTo(1);
    assertThat(missing.path("from").asLong()).isEqualTo(100);
    assertThat(missing.path("to").asLong()).isEqualTo(250);
    assertThat(missing.path("record").asLong()).isEqualTo(42);
    assertThat(missing.path("file").asText()).endsWith("clicks+3+100+250+140.g1.avro");
    assertThat(document.path("violations").path(0).path("partition").isNull()).isTrue();
  }
}
