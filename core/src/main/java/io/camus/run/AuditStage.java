package io.camus.run;

import io.camus.commit.CommitLog;
import io.camus.failure.RootCause;
import io.camus.model.CamusException;
import io.camus.model.CommitRecord;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.report.RunListener;
import io.camus.report.RunListener.Stage;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Step 7 of a run: makes the counts of every commit record known that has not been audited yet, in
 * the order of the log. The first one that fails, and all behind it, wait for the next run.
 */
record AuditStage(CommitLog log, CountsStep counts, RunId run, RunListener listener) {

  void publish(Consumer<Problem> problems) {
    listener.stage(
        Stage.AUDIT,
        String.format(Locale.ROOT, "counts of %d commit record(s)", log.unaudited().size()));
    for (long number : log.unaudited()) {
      try {
        CommitRecord record = log.read(number);
        counts.publish(record, run);
        log.markAudited(number);
      } catch (CamusException e) {
        problems.accept(waiting(number, e.getMessage()));
        return;
      } catch (IOException e) {
        problems.accept(waiting(number, RootCause.line(e)));
        return;
      }
    }
  }

  private static Problem waiting(long number, String why) {
    return new Problem(
        Severity.OUTSIDE,
        "counts of commit record " + number,
        why + "; the data is committed, the next run tries again");
  }
}
