package io.camus.yarn;

import static io.camus.commit.RunLiveness.Answer.ALIVE;
import static io.camus.commit.RunLiveness.Answer.DEAD;
import static io.camus.commit.RunLiveness.Answer.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camus.commit.RunLiveness.Answer;
import io.camus.config.Framework;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobLivenessTest {
  private static final RunId RUN = new RunId("2026-11-22-14-05-59-3f09ac");
  private static final String HOST = "edge-1";

  private Process process;
  private Instant started;

  @BeforeEach
  void startAnotherProcess() throws IOException {
    process = new ProcessBuilder("sleep", "60").start();
    started = process.info().startInstant().orElseThrow();
  }

  @AfterEach
  void stopIt() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void localRunLivesAsLongAsItsProcess() throws InterruptedException {
    assertThat(ask("local", HOST, started)).isEqualTo(ALIVE);

    stopIt();

    assertThat(ask("local", HOST, started)).isEqualTo(DEAD);
  }

  @Test
  void laterProcessWithTheSameIdIsAnother() {
    assertThat(ask("local", HOST, started.minusSeconds(3600))).isEqualTo(DEAD);
  }

  @Test
  void localRunOfAnotherHostCannotBeJudged() {
    assertThat(ask("local", "edge-2", started)).isEqualTo(UNKNOWN);
  }

  @Test
  void runOfThisVeryProcessCannotBeJudged() {
    RunOwner owner = DriverProcess.thisProcess(Framework.LOCAL);

    assertThat(owner.framework()).isEqualTo("local");
    assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(liveness(owner.host(), tag -> List.of()).ask(RUN, owner)).isEqualTo(UNKNOWN);
  }

  @Test
  void runWithALivingApplicationLivesWhateverBecameOfItsDriver() {
    Instant another = started.minusSeconds(3600);

    assertThat(onYarn(HOST, another, YarnApplicationState.RUNNING)).isEqualTo(ALIVE);
    assertThat(
            onYarn("edge-2", started, YarnApplicationState.KILLED, YarnApplicationState.ACCEPTED))
        .isEqualTo(ALIVE);
  }

  @Test
  void runIsDeadWhenItsApplicationsHaveEnded() {
    assertThat(onYarn("edge-2", started, YarnApplicationState.FINISHED)).isEqualTo(DEAD);
    assertThat(onYarn(HOST, started.minusSeconds(3600), YarnApplicationState.FAILED))
        .isEqualTo(DEAD);
  }

  @Test
  void livingDriverIsEnoughForARunOnYarn() {
    assertThat(onYarn(HOST, started, YarnApplicationState.FINISHED)).isEqualTo(ALIVE);
  }

  @Test
  void runWithoutAnApplicationIsJudgedByItsDriver() {
    assertThat(onYarn(HOST, started.minusSeconds(3600))).isEqualTo(DEAD);
    assertThat(onYarn("edge-2", started)).isEqualTo(UNKNOWN);
  }

  @Test
  void clusterThatDoesNotAnswerLeavesItOpen() {
    RunOwner owner = new RunOwner("yarn", "edge-2", process.pid(), started);

    assertThat(
            liveness(
                    tag -> {
                      throw new IOException("no answer");
                    })
                .ask(RUN, owner))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void whatARunHasOnYarnIsKilledByItsTag() {
    ApplicationId application = ApplicationId.newInstance(17, 4);
    RunOwner owner = new RunOwner("yarn", "edge-2", process.pid(), started);

    assertThat(
            killing(tag -> tag.equals("camus-run-" + RUN) ? List.of(application) : List.of())
                .endTasks(RUN, owner))
        .containsExactly("application_17_0004");
  }

  @Test
  void localRunHasNothingToKill() {
    RunOwner owner = new RunOwner("local", "edge-2", process.pid(), started);

    assertThat(killing(tag -> List.of(ApplicationId.newInstance(17, 4))).endTasks(RUN, owner))
        .isEmpty();
  }

  @Test
  void clusterThatDoesNotKillIsTold() {
    RunOwner owner = new RunOwner("yarn", "edge-2", process.pid(), started);
    JobLiveness refused =
        killing(
            tag -> {
              throw new IOException("not yours");
            });

    assertThatThrownBy(() -> refused.endTasks(RUN, owner))
        .isInstanceOf(StorageException.class)
        .hasMessageContainingAll(RUN.value(), "not yours");
  }

  private Answer ask(String framework, String host, Instant processStarted) {
    return liveness(
            tag -> {
              throw new AssertionError("nobody asks YARN about a local run");
            })
        .ask(RUN, new RunOwner(framework, host, process.pid(), processStarted));
  }

  private Answer onYarn(String host, Instant processStarted, YarnApplicationState... states) {
    return liveness(
            tag -> {
              assertThat(tag).isEqualTo("camus-run-" + RUN);
              return List.of(states);
            })
        .ask(RUN, new RunOwner("yarn", host, process.pid(), processStarted));
  }

  private static JobLiveness liveness(Applications applications) {
    return liveness(HOST, applications);
  }

  private static JobLiveness liveness(String host, Applications applications) {
    return new OnCluster(
        host,
        applications,
        tag -> {
          throw new AssertionError("asking kills nothing");
        });
  }

  private static JobLiveness killing(Kill kill) {
    return new OnCluster(HOST, tag -> List.of(), kill);
  }

  /** The states of all applications with a tag. */
  @FunctionalInterface
  private interface Applications {
    List<YarnApplicationState> states(String tag) throws IOException;
  }

  /** Kills all active applications with a tag, and returns their ids. */
  @FunctionalInterface
  private interface Kill {
    List<ApplicationId> all(String tag) throws IOException;
  }

  private static final class OnCluster extends JobLiveness {
    private final Applications applications;
    private final Kill kill;

    OnCluster(String host, Applications applications, Kill kill) {
      super(new DriverProcess(host), new Configuration(false));
      this.applications = applications;
      this.kill = kill;
    }

    @Override
    List<YarnApplicationState> states(String tag) throws IOException {
      return applications.states(tag);
    }

    @Override
    List<ApplicationId> kill(String tag) throws IOException {
      return kill.all(tag);
    }
  }
}
