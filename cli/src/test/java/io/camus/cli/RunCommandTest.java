package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.cli.view.Samples;
import io.camus.config.OutputSettings;
import io.camus.config.PullSettings;
import io.camus.model.Problem;
import io.camus.model.SourceException;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  private static final Problem LOST =
      new Problem(
          Problem.Severity.DATA,
          "page_views-3@[0,12345)",
          "retention deleted these 12,345 offsets before they were pulled; set"
              + " etl.fail.on.offset.outofrange=false to go on at the oldest record");

  private final CommandLineFixture camus = new CommandLineFixture();

  @Test
  void itPrintsWhatMovedWhatNeedsAttentionAndWhereThingsLie() {
    camus.operations.summary = Samples.summary(LOST);

    assertThat(camus.executeWithSettings("run")).isEqualTo(4);
    assertThat(camus.out())
        .isEqualTo(
            """

            topic        messages      bytes  files  rejected     lag  event time (UTC)
            clicks.web    600,000   93.3 MiB     96         0       0  11-22 10:00 .. 15:59
            orders        402,115   62.5 MiB     96         5       0  11-22 10:00 .. 15:59
            page_views      1,000  159.2 KiB     96         0  12,345  11-22 10:00 .. 15:59
            total       1,003,115  155.9 MiB    288         5  12,345  11-22 10:00 .. 15:59

            ATTENTION: 1,003,115 messages and 5 dead letters committed in 41 s, 24,318 messages/s
              up to date 4 topics
              recovered  run 2026-11-22-13-00-00-000001 was closed: 3 of its tasks were committed
              offsets    1,003,120 committed: 1,003,115 messages, 5 rejected
              published  288 data files and 1 dead letter file

              rejected  cause      records    share  kept in
              orders    malformed        5  0.001 %  dead letters
                  orders-6@12447: byte 0 is 0x7b: the registry's wire format starts with 0x00
                  starts with 0x7b, looks like JSON: set camus.message.decoder.class.orders=json

              data     page_views-3@[0,12345): retention deleted these 12,345 offsets before they were pulled;
                       set etl.fail.on.offset.outofrange=false to go on at the oldest record

              Everything else is committed. Exit code 4.

              files       /camus/topics
              history     /camus/history/2026-11-22-14-05-59-3f09ac
              rejected    /camus/history/2026-11-22-14-05-59-3f09ac/errors
              commit log  /camus/exec/commits, records 42 to 43
            """);
  }

  @Test
  void nullValuesAreNamedAmongTheRejectedRecords() {
    camus.operations.summary = Samples.summaryWithNulls(3, 40);
    assertThat(camus.executeWithSettings("run")).isZero();
    assertThat(camus.out())
        .contains("OK, with 3 rejected: 1,000 messages and 43 dead letters committed")
        .contains("1,043 committed: 1,000 messages, 43 rejected (40 null values)\n");

    CommandLineFixture again = new CommandLineFixture();
    again.operations.summary = Samples.summaryWithNulls(0, 1);
    assertThat(again.executeWithSettings("run")).isZero();
    assertThat(again.out()).contains("1,000 messages, 1 rejected (1 null value)\n");
  }

  @Test
  void progressGoesToStandardErrorALineAStage() {
    camus.executeWithSettings("run");

    assertThat(camus.err().lines())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).isEqualTo("setup    2 topics, 3 partitions"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("pull     100 %  2 of 2 tasks, 1,003,120 messages, 93.5 MiB, "));
  }

  @Test
  void quietSaysNothingWhileItWorks() {
    assertThat(camus.executeWithSettings("run", "-q")).isZero();
    assertThat(camus.err()).isEmpty();
    assertThat(camus.out()).contains("total");
  }

  @Test
  void jsonIsOneDocumentAndNothingElse() throws IOException {
    camus.operations.summary = Samples.summary(LOST);

    assertThat(camus.executeWithSettings("run", "--json")).isEqualTo(4);
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("run").asText()).isEqualTo("2026-11-22-14-05-59-3f09ac");
    assertThat(document.path("exitCode").asInt()).isEqualTo(4);
    assertThat(document.path("startedAt").asText()).isEqualTo("2026-11-22T14:05:59Z");
    assertThat(document.path("duration").asText()).isEqualTo("PT41.25S");
    assertThat(document.path("files").asLong())
        .isEqualTo(camus.operations.summary.files())
        .isPositive();
    assertThat(document.path("commits")).hasSize(2);
    assertThat(document.path("recovered")).hasSize(1);
    assertThat(document.path("problems").path(0).path("severity").asText()).isEqualTo("data");
    JsonNode topic = document.path("topics").path(2);
    assertThat(topic.path("topic").asText()).isEqualTo("page_views");
    assertThat(topic.path("messages").asLong()).isEqualTo(1000);
    assertThat(topic.path("lag").asLong()).isEqualTo(12_345);
    assertThat(topic.path("firstEvent").asText()).isEqualTo("2026-11-22T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan"})
  void jsonIsOneDocumentAlsoWhenThereIsNothingToTellButAFailure(String verb) throws IOException {
    camus.operations.failure = new SourceException("no broker answers");

    assertThat(camus.executeWithSettings(verb, "--json")).isEqualTo(3);
    JsonNode document = new ObjectMapper().readTree(camus.out());
    assertThat(document.path("exitCode").asInt()).isEqualTo(3);
    assertThat(document.at("/problems/0/severity").asText()).isEqualTo("outside");
    assertThat(document.at("/problems/0/message").asText()).isEqualTo("no broker answers");
    assertThat(camus.err()).contains("camus: no broker answers");
  }

  @Test
  void aRunWithNothingToDoSaysSo() {
    camus.operations.summary =
        new RunSummary(
            Optional.empty(),
            Instant.EPOCH,
            Duration.ofMillis(800),
            0,
            List.of(),
            List.of(),
            7,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            List.of());

    assertThat(camus.executeWithSettings("run")).isZero();
    assertThat(camus.out())
        .contains("OK: nothing moved in 0.8 s", "up to date 7 topics")
        .doesNotContain("history");
  }

  @Test
  void takingOverIsAnOption() {
    camus.executeWithSettings("run");
    camus.executeWithSettings("run", "--take-over");

    assertThat(camus.operations.asked).containsExactly("run RESPECT", "run TAKE_OVER");
  }

  @Test
  void definitionsWinOverFilesWhereverTheyStandAndHoweverTheySpell(@TempDir Path directory)
      throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("a.properties"),
            "hadoop-conf.etl.deflate.level=1\nkafka.max.pull.minutes.per.partition=1\n");

    camus.executeWithSettings(
        "run",
        "-Detl.deflate.level=9",
        "-P",
        file.toString(),
        "-D",
        "kafka.max.pull.minutes.per.task=2");

    assertThat(camus.operations.configs)
        .singleElement()
        .satisfies(
            config -> {
              assertThat(config.value(OutputSettings.DEFLATE_LEVEL)).isEqualTo(9);
              assertThat(config.value(PullSettings.MAX_PULL_TIME)).contains(Duration.ofMinutes(2));
            });
  }

  @Test
  void everyProblemOfTheConfigurationIsOnStandardError() {
    assertThat(camus.execute("run", "-Detl.codec=x")).isEqualTo(2);
    assertThat(camus.err()).contains("kafka.brokers is required", "etl.codec is not a key");
    assertThat(camus.out()).isEmpty();
    assertThat(camus.operations.configs).isEmpty();
  }
}
