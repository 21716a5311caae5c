package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.CommitRecord;
import io.camus.model.Problem.Severity;
import io.camus.model.Quantity;
import io.camus.model.RunId;
import io.camus.report.RunListener.Stage;
import java.io.IOException;

/**
 * Step 7 of a run: posts and keeps the counts of all unaudited commit records, in log order. After
 * the first failure, the rest waits for the next run.
 */
record AuditStage(CommitLog log, CountsStep counts, RunId run, RunReport report) {

  void publish() {
    report.enter(Stage.AUDIT, "counts of " + Quantity.of(log.unaudited().size(), "commit record"));
    for (long number : log.unaudited()) {
      try {
        CommitRecord record = log.read(number);
        counts.publish(record, run);
        log.markAudited(number);
      } catch (CamusException e) {
        waits(number, e.getMessage());
        return;
      } catch (IOException e) {
        waits(number, RootCause.line(e));
        return;
      }
    }
  }

  private void waits(long number, String why) {
    report.problem(
        Severity.OUTSIDE,
        "counts of commit record " + number,
        why + "; the data is committed, and the next run will retry");
  }
}
