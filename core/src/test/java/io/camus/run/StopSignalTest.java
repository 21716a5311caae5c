package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.report.RunSummary;
import io.camus.report.StopSignal;
import io.camus.report.SummaryFile;
import io.camus.report.SummaryJson;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopSignalTest {

  @ParameterizedTest
  @CsvSource({"SIGHUP, 129", "SIGINT, 130", "SIGTERM, 143"})
  void theThreadThatHandlesItTellsItAndTheProcessEndsWithItsStatus(String name, int status) {
    Thread handler = new Thread(() -> {}, name + " handler");
    assertThat(StopSignal.among(Set.of(Thread.currentThread(), handler)))
        .hasValueSatisfying(
            signal -> {
              assertThat(signal).hasToString(name);
              assertThat(signal.status()).isEqualTo(status);
            });
    assertThat(StopSignal.among(List.of(Thread.currentThread()))).isEmpty();
  }

  @Test
  void aSummaryThatIsMadeWhileTheProcessEndsHasItsStatus() throws IOException {
    World world = new World();
    world.kafka.produce("clicks", 0, World.NOW.toEpochMilli() - 1, "one");
    CountDownLatch end = new CountDownLatch(1);
    Thread handler =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "SIGTERM handler");
    handler.setDaemon(true);
    handler.start();
    try {
      RunSummary summary = world.run(world.store, LiveRuns.RESPECT);
      assertThat(summary.stoppedBy()).contains(StopSignal.SIGTERM);
      assertThat(summary.status()).isEqualTo(143);
      JsonNode document = new ObjectMapper().readTree(SummaryJson.of(summary).text());
      assertThat(document.path("exitCode").asInt()).isEqualTo(143);
      assertThat(document.path("signal").asText()).isEqualTo("SIGTERM");
      assertThat(SummaryFile.read(world.store, world.layout.history(summary.run().orElseThrow())))
          .contains(summary);
    } finally {
      end.countDown();
    }
  }
}
