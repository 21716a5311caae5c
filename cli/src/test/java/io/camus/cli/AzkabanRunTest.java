package io.camus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.cli.view.Samples;
import io.camus.commit.Recovery.LiveRuns;
import io.camus.config.CamusConfig;
import io.camus.config.KafkaSettings;
import io.camus.model.Problem;
import io.camus.model.SourceException;
import io.camus.report.RunListener;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AzkabanRunTest {
  private static final int DEADLINE_SECONDS = 20;

  private final CommandLineFixture camus = new CommandLineFixture();

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("type", "java");
    properties.setProperty("azkaban.flow.execid", "7");
    properties.setProperty("hadoop-conf.kafka.brokers", "b:9092");
    properties.setProperty("hadoop-conf.etl.destination.path", "/camus/topics");
    properties.setProperty("hadoop-conf.etl.execution.base.path", "/camus/exec");
    properties.setProperty("hadoop-conf.etl.execution.history.path", "/camus/history");
    return properties;
  }

  private AzkabanRun run(Properties properties, Operations operations) {
    return new AzkabanRun(properties, camus.context(operations));
  }

  @Test
  void itRunsOnTheJobsPropertiesAndLeavesSomeForTheJobsAfterIt() {
    Properties result = run(properties(), camus.operations).call();

    assertThat(camus.operations.configs)
        .singleElement()
        .satisfies(
            config -> assertThat(config.value(KafkaSettings.BROKERS)).containsExactly("b:9092"));
    assertThat(result).containsEntry("camus.result.messages", "1003115");
    assertThat(camus.out()).contains("OK, with 5 rejected: 1,003,115 messages");
    assertThat(camus.err()).contains("pull     run 2026-11-22-14-05-59-3f09ac, job");
  }

  @Test
  void plugInsThatThePropertiesNameAreUsed(@TempDir Path folder) throws IOException {
    Path jar = DayPlugIn.write(folder.resolve("day.jar"));
    Properties properties = properties();
    properties.setProperty("hadoop-conf.hadoop.external.jarFiles", jar.toUri().toString());
    properties.setProperty("etl.partitioner.class", "days");
    properties.setProperty("com.example.day", "2");

    assertThat(run(properties, camus.operations).call()).isNotEmpty();

    assertThat(camus.operations.configs)
        .singleElement()
        .satisfies(config -> assertThat(config.toMap()).containsEntry("com.example.day", "2"));
  }

  @Test
  void plugInsThatAreMissingAreAnExceptionThatNamesThem() {
    Properties properties = properties();
    properties.setProperty("hadoop.external.jarFiles", "/gone.jar");

    assertThatThrownBy(() -> run(properties, camus.operations).call())
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("exit code 2")
        .hasMessageContaining("hadoop.external.jarFiles = /gone.jar: does not exist");
  }

  @Test
  void anExitCodeThatIsNotZeroIsAnExceptionThatSaysWhyAndNothingElse() {
    camus.operations.summary =
        Samples.summary(
            new Problem(Problem.Severity.DATA, "clicks.web", "over its budget"),
            new Problem(Problem.Severity.NOTICE, "orders", "gone"));

    assertThatThrownBy(() -> run(properties(), camus.operations).call())
        .isInstanceOf(RunFailedException.class)
        .hasMessage(
            "the run ended with exit code 4 (data): clicks.web: over its budget (1 more in the"
                + " summary above); 1,003,115 messages are committed")
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(camus.out()).contains("over its budget");
  }

  @Test
  void aRunThatCannotBeginSaysWhyToo() {
    camus.operations.failure = new SourceException("no broker answers");

    assertThatThrownBy(() -> run(properties(), camus.operations).call())
        .hasMessage("the run ended with exit code 3 (outside): no broker answers");
    assertThat(camus.err()).contains("camus: no broker answers");
  }

  @Test
  void misspeltKeysAreTold() {
    Properties properties = properties();
    properties.setProperty("etl.destination.pth", "/x");

    assertThatThrownBy(() -> run(properties, camus.operations).call())
        .hasMessageStartingWith("the run ended with exit code 2 (usage)")
        .hasMessageContaining("etl.destination.pth is not a key of Camus");
    assertThat(camus.operations.configs).isEmpty();
  }

  @Test
  @Timeout(DEADLINE_SECONDS)
  void itIsStoppedFromAnotherThreadWhichWaitsForItsEnd() throws Exception {
    Slow slow = new Slow();
    AzkabanRun run = run(properties(), slow);
    var threads = Executors.newSingleThreadExecutor();
    try {
      Future<Properties> result = threads.submit(run);
      slow.begun.await();

      run.close();

      assertThat(slow.closed).as("the run has closed itself").isTrue();
      assertThatThrownBy(() -> result.get(DEADLINE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Timeout(DEADLINE_SECONDS)
  void oneThatWasStoppedBeforeItBeganDoesNothing() {
    AzkabanRun run = run(properties(), new Slow());
    run.close();

    assertThatThrownBy(run::call).hasMessageContaining("interrupted");
  }

  @Test
  @Timeout(DEADLINE_SECONDS)
  void stoppingOneThatHasEndedDoesNothing() {
    AzkabanRun run = run(properties(), camus.operations);
    run.call();
    run.close();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Works until it is interrupted, and then takes a moment to close itself. */
  private static final class Slow extends Operations {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean closed;

    @Override
    RunSummary run(CamusConfig config, LiveRuns liveRuns, RunListener listener) {
      begun.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        closed = true;
        return Samples.summary(
            new Problem(Problem.Severity.OUTSIDE, "run x", "interrupted; the next run will retry"));
      }
      throw new AssertionError("nobody counts it down");
    }
  }
}
