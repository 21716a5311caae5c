package io.camus.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.apache.hadoop.mapreduce.JobStatus;
import org.junit.jupiter.api.Test;

class CamusOutputCommitterTest {
  private final CamusOutputCommitter committer = new CamusOutputCommitter();

  /** Without a context there is no attempt and no path that they could delete. */
  @Test
  void abortsAndTheEndOfTheJobDoNotEvenLookWhoseTheyAre() {
    assertThatCode(
            () -> {
              committer.abortTask(null);
              for (JobStatus.State state : JobStatus.State.values()) {
                committer.abortJob(null, state);
              }
              committer.commitJob(null);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void anAttemptThatWasCommittedStaysSoWhenTheApplicationMasterIsStartedAnew() throws Exception {
    assertThat(committer.isRecoverySupported(null)).isTrue();
    assertThatCode(() -> committer.recoverTask(null)).doesNotThrowAnyException();
  }
}
