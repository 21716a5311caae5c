package io.camus.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.metrics.MetricsSettings.Login;
import io.camus.report.RunOutcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private static void push(URI url, Optional<Login> login, RunOutcome outcome) throws IOException {
    new PrometheusReporter(
            new MetricsSettings(
                Optional.of(url),
                login,
                Duration.ofSeconds(20),
                Optional.empty(),
                "hourly",
                new TreeMap<>(Map.of("env", "test")),
                1_000))
        .ended(outcome);
  }

  @Test
  void aSuccessReplacesTheGroupAndHasItsTimeInAGroupOfItsOwn() throws IOException {
    try (HttpRecorder gateway = new HttpRecorder(202)) {
      push(gateway.url("/prefix/"), Optional.empty(), Outcomes.success());

      assertThat(gateway.requests())
          .extracting(HttpRecorder.Request::target)
          .containsExactly(
              "PUT /prefix/metrics/job/hourly/env/test",
              "PUT /prefix/metrics/job/hourly/env/test/result/success");
      assertThat(gateway.requests().get(0).body())
          .contains("camus_run_exit_code 0.0")
          .doesNotContain("last_success");
      assertThat(gateway.requests().get(1).body())
          .contains("camus_run_last_success_timestamp_seconds 1.7953560605E9");
    }
  }

  @Test
  void aFailureLeavesTheTimeOfTheLastSuccess() throws IOException {
    try (HttpRecorder gateway = new HttpRecorder(200)) {
      push(gateway.url(""), Optional.empty(), Outcomes.early());

      assertThat(gateway.requests())
          .extracting(HttpRecorder.Request::target)
          .containsExactly("PUT /metrics/job/hourly/env/test");
      assertThat(gateway.requests().get(0).authorization()).isEmpty();
    }
  }

  @Test
  void credentialsAreSent() throws IOException {
    try (HttpRecorder gateway = new HttpRecorder(200)) {
      push(gateway.url(""), Optional.of(new Login(Optional.of("me"), "pass")), Outcomes.early());
      push(gateway.url(""), Optional.of(new Login(Optional.empty(), "tkn")), Outcomes.early());

      assertThat(gateway.requests())
          .extracting(request -> request.authorization().orElseThrow())
          .containsExactly("Basic bWU6cGFzcw==", "Bearer tkn");
    }
  }

  @Test
  void aRefusalNamesTheGatewayItsAnswerAndTheKeyButNoSecret() throws IOException {
    try (HttpRecorder gateway = new HttpRecorder(401)) {
      assertThatThrownBy(
              () ->
                  push(
                      gateway.url(""),
                      Optional.of(new Login(Optional.of("me"), "hidden")),
                      Outcomes.success()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot push metrics to " + gateway.url(""))
          .hasMessageContaining("401")
          .hasMessageContaining("check that the Pushgateway runs, camus.metrics.pushgateway.url")
          .hasMessageNotContaining("hidden");
    }
  }

  @Test
  void aGatewayThatIsDownIsNamed() throws IOException {
    URI url;
    try (HttpRecorder gateway = new HttpRecorder(200)) {
      url = gateway.url("");
    }
    assertThatThrownBy(() -> push(url, Optional.empty(), Outcomes.success()))
        .hasMessageContaining(url.toString())
        .hasMessageContaining("Connection refused");
  }
}
