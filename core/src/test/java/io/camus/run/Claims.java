package io.camus.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.commit.CommitLog;
import io.camus.model.CommitRecord;
import io.camus.model.ExitCode;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PartitionPosition;
import io.camus.model.PlannedRange;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.report.RunSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a run says of itself when it ends, held against the commit log. */
final class Claims {
  private final World world;
  private final RunId run;
  private final RunSummary summary;

  /** Numbers of the records that hold its data or close it. */
  private final List<Long> written = new ArrayList<>();

  private boolean closedByOther;
  private final CommitLog log;

  Claims(World world, RunId run, RunSummary summary, CommitLog log) throws IOException {
    this.world = world;
    this.run = run;
    this.summary = summary;
    this.log = log;
    for (long number = 1; number <= log.state().number(); number++) {
      CommitRecord record = log.read(number);
      boolean ours = record.header().writer().equals(run.value());
      boolean closes = record.entries().contains(new LogEntry.Closes(run));
      closedByOther |= closes && !ours;
      if ((ours && closes) || record.commits().anyMatch(it -> it.run().equals(run))) {
        written.add(number);
      }
    }
  }

  /**
   * Checks them.
   *
   * @param planned what the run had to do
   */
  void check(List<Split> planned) {
    assertThat(written).as("records of run %s in the log", run).containsAll(summary.commits());
    if (summary.problems().stream()
        .anyMatch(problem -> problem.message().contains("took over this run"))) {
      assertThat(closedByOther).as("run %s was closed by another", run).isTrue();
    }
    if (summary.exitCode() == ExitCode.OK) {
      assertThat(summary.commits()).as("records that run %s tells of", run).isEqualTo(written);
      planned.stream()
          .flatMap(split -> split.ranges().stream())
          .map(PlannedRange::range)
          .forEach(this::checkIsCommitted);
    }
  }

  /**
   * A run that ends well has committed what it planned, unless it was set anew or deleted since.
   */
  private void checkIsCommitted(OffsetRange range) {
    PartitionPosition now = log.state().positions().get(range.partition());
    assertThat(
            now.generation() > range.generation()
                || now.next() >= range.to()
                || !world.kafka.has(range))
        .as("%s was planned, all is said to be well, and the log has %s", range, now)
        .isTrue();
  }
}
