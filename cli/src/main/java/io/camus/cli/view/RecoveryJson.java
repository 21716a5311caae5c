package io.camus.cli.view;

import io.camus.commit.Amount;
import io.camus.commit.OpenRun;
import io.camus.commit.OpenRun.Adoption;
import io.camus.commit.Publisher.Published;
import io.camus.report.Json;
import io.camus.run.RecoveryReport;

/** What {@code camus recover --json} prints: field names as in {@link RecoveryReport}. */
public final class RecoveryJson {
  private RecoveryJson() {}

  /** The document. */
  public static Json of(RecoveryReport report, Mode mode) {
    return new Json()
        .put("exitCode", report.exitCode().value())
        .put("dryRun", mode == Mode.DRY_RUN)
        .put("live", report.live())
        .put("published", report.published(), RecoveryJson::published)
        .put("openRuns", report.openRuns(), RecoveryJson::openRun)
        .put("cleaned", report.cleaned())
        .put("problems", report.problems());
  }

  private static Json published(Published published) {
    return new Json().put("record", published.record()).put("files", published.files());
  }

  private static Json openRun(OpenRun open) {
    return new Json()
        .put("run", open.run())
        .put("owner", open.owner().inWords())
        .put("fate", open.fate())
        .put("why", open.why())
        .put("adoption", open.adoption().map(RecoveryJson::adoption));
  }

  private static Json adoption(Adoption adoption) {
    return new Json()
        .put("record", adoption.record())
        .put("tasks", adoption.tasks())
        .put("held", amount(adoption.held()))
        .put("committed", amount(adoption.committed()));
  }

  private static Json amount(Amount amount) {
    return new Json()
        .put("ranges", amount.ranges())
        .put("offsets", amount.offsets())
        .put("records", amount.records())
        .put("rejected", amount.rejected())
        .put("files", amount.files());
  }
}
