package io.camus.commit;

import static io.camus.commit.Workplace.OWNER;
import static io.camus.commit.Workplace.append;
import static io.camus.commit.Workplace.run;
import static io.camus.commit.Workplace.sets;
import static org.assertj.core.api.Assertions.assertThat;

import io.camus.model.LogEntry;
import io.camus.model.RunId;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRecordsTest {
  private final Workplace place = new Workplace();

  @Test
  void whoClosedARunIsFoundThoughOthersWroteAfterIt() throws IOException {
    CommitLog stale = place.log();
    long before = stale.state().number();
    CommitLog log = place.log();
    append(log, new LogEntry.Opens(run(1), OWNER));
    append(log, new LogEntry.Opens(run(2), OWNER));
    long number = append(log, new LogEntry.Closes(run(1))).number();
    append(log, sets("clicks", 0, 0));
    RunId writer = new RunId(log.read(number).header().writer());

    assertThat(before).isZero();
    assertThat(RunRecords.find(stale, run(1)).closedBy()).contains(writer);
    assertThat(RunRecords.find(stale, run(2)).closedBy()).isEqualTo(Optional.empty());
    assertThat(RunRecords.find(stale, run(3)).committed()).isEmpty();
  }
}
