package io.camus.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.SourceException;
import io.camus.report.RunOutcome;
import io.camus.report.RunReporter;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportersTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:05:59Z");

  private final List<RunOutcome> outcomes = new ArrayList<>();
  private final List<Instant> begun = new ArrayList<>();

  private final RunReporter collecting =
      new RunReporter() {
        @Override
        public void begun(Instant startedAt) {
          begun.add(startedAt);
        }

        @Override
        public void ended(RunOutcome outcome) {
          outcomes.add(outcome);
        }
      };

  private static RunSummary summary(Problem... problems) {
    return new RunSummary(
        Optional.empty(),
        NOW,
        Duration.ofSeconds(3),
        0,
        List.of(),
        List.of(),
        0,
        List.of(problems),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  @Test
  void aReporterThatFailsAlikeAtBeginAndEndWarnsOnce() {
    RunReporter failing =
        new RunReporter() {
          @Override
          public void begun(Instant startedAt) throws IOException {
            throw new IOException("no answer from marquez");
          }

          @Override
          public void ended(RunOutcome outcome) throws IOException {
            throw new IOException("no answer from marquez");
          }
        };

    assertThat(with(failing).during(RunReportersTest::summary).problems()).hasSize(1);
  }

  private RunReporters with(RunReporter reporter) {
    return new RunReporters(Map.of("metrics", reporter), () -> NOW);
  }

  @Test
  void aRunIsReportedAtItsBeginAndAtItsEnd() {
    RunSummary summary = summary();

    assertThat(with(collecting).during(() -> summary)).isSameAs(summary);
    assertThat(begun).containsExactly(NOW);
    assertThat(outcomes).containsExactly(RunOutcome.of(summary));
    assertThat(outcomes.get(0).succeeded()).isTrue();
    assertThat(outcomes.get(0).endedAt()).isEqualTo(NOW.plusSeconds(3));
  }

  @Test
  void aSummaryWithAFailureNamesTheWorstProblem() {
    RunOutcome outcome =
        RunOutcome.of(summary(new Problem(Severity.DATA, "clicks", "over budget")));

    assertThat(outcome.status()).isEqualTo(ExitCode.DATA.value());
    assertThat(outcome.failure()).contains("clicks: over budget");
  }

  @Test
  void aRunThatFailsWithoutASummaryIsReportedToo() {
    RunReporters reporters = with(collecting);

    assertThatThrownBy(
            () ->
                reporters.during(
                    () -> {
                      throw new SourceException("no broker answers");
                    }))
        .isInstanceOf(SourceException.class);
    assertThat(outcomes)
        .containsExactly(
            RunOutcome.failed(NOW, NOW, ExitCode.OUTSIDE.value(), "no broker answers"));
  }

  @Test
  void aBugIsReportedWithItsExitCode() {
    RunReporters reporters = with(collecting);

    assertThatThrownBy(
            () ->
                reporters.during(
                    () -> {
                      throw new IllegalStateException("oops");
                    }))
        .hasMessage("oops");
    assertThat(outcomes).singleElement().extracting(RunOutcome::status).isEqualTo(1);
  }

  @Test
  void aReporterThatFailsIsAWarningInTheSummaryAndTheExitCodeStays() {
    RunSummary told =
        with(outcome -> {
              throw new IOException("cannot push to http://x: refused");
            })
            .during(() -> summary(new Problem(Severity.NOTICE, "clicks", "a notice")));

    assertThat(told.status()).isZero();
    assertThat(told.problems())
        .containsExactly(
            new Problem(
                Severity.WARNING,
                "metrics",
                "cannot push to http://x: refused; the run itself is not affected"),
            new Problem(Severity.NOTICE, "clicks", "a notice"));
  }

  @Test
  void whateverAReporterThrowsARunThatFailedStillFailsWithItsOwnReason() {
    RunReporters reporters =
        with(
            outcome -> {
              throw new IllegalStateException("a bug of the reporter");
            });

    assertThatThrownBy(
            () ->
                reporters.during(
                    () -> {
                      throw new SourceException("no broker answers");
                    }))
        .isInstanceOf(SourceException.class)
        .hasMessage("no broker answers");
  }
}
