package io.camus.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One fault of the brokers' address has one exit code and one reason, whichever verb finds it. */
@Timeout(300)
class UnreachableBrokersIT {
  @TempDir Path folder;

  private Outcome camus(String verb, String brokers) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(verb.split(" ")));
    for (String setting :
        List.of(
            "kafka.brokers=" + brokers,
            "kafka.timeout.value=10000",
            "kafka.client.so.timeout=10000",
            "camus.message.decoder.class=text",
            "etl.destination.path=" + folder.resolve("data"),
            "etl.execution.base.path=" + folder.resolve("exec"),
            "etl.execution.history.path=" + folder.resolve("history"))) {
      arguments.add("-D");
      arguments.add(setting);
    }
    try (CamusProcess process = CamusProcess.start(folder, arguments)) {
      return process.await();
    }
  }

  private static String closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "offsets", "config"})
  void aClosedPortIsToldAtOnceAndInTheEnd(String verb) throws Exception {
    String brokers = closedPort();
    Outcome outcome = camus(verb, brokers);

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.stderr())
        .contains("no answer from Kafka yet (" + brokers + ": connection refused); retrying for");
    assertThat(outcome.stdout() + outcome.stderr())
        .contains("connection refused")
        .doesNotContain("TimeoutException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "offsets", "config"})
  void aHostThatDnsDoesNotKnowIsSaidToBe(String verb) throws Exception {
    Outcome outcome = camus(verb, "no-such-host.invalid:9092");

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
    assertThat(outcome.stdout() + outcome.stderr()).contains("unknown host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "plan", "offsets", "verify --against-kafka", "config"})
  void anAddressWithoutAPortIsAWrongConfiguration(String verb) throws Exception {
    Outcome outcome = camus(verb, "localhost");

    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.stdout() + outcome.stderr()).contains("kafka.brokers", "host:port");
  }
}
