package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.commit.Amount;
import io.camus.commit.OpenRun;
import io.camus.report.JsonDocuments;
import io.camus.run.RecoveryReport;
import java.util.Locale;

/** What {@code camus recover --json} prints: field names as in {@link RecoveryReport}. */
public final class RecoveryJson {
  private RecoveryJson() {}

  public static ObjectNode document(RecoveryReport report, Mode mode) {
    ObjectNode document =
        JsonDocuments.object()
            .put("exitCode", report.exitCode().value())
            .put("dryRun", mode == Mode.DRY_RUN)
            .put("live", report.live().map(Object::toString).orElse(null));
    ArrayNode published = document.putArray("published");
    report
        .published()
        .forEach(it -> published.addObject().put("record", it.record()).put("files", it.files()));
    ArrayNode openRuns = document.putArray("openRuns");
    report.openRuns().forEach(open -> fill(openRuns.addObject(), open));
    ArrayNode cleaned = document.putArray("cleaned");
    report.cleaned().forEach(run -> cleaned.add(run.value()));
    document.set("problems", JsonDocuments.problems(report.problems()));
    return document;
  }

  private static void fill(ObjectNode node, OpenRun open) {
    node.put("run", open.run().value())
        .put("owner", open.owner().inWords())
        .put("fate", open.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("why", open.why());
    if (open.adoption().isEmpty()) {
      node.putNull("adoption");
      return;
    }
    OpenRun.Adoption adoption = open.adoption().get();
    ObjectNode document =
        node.putObject("adoption").put("record", adoption.record()).put("tasks", adoption.tasks());
    fill(document.putObject("held"), adoption.held());
    fill(document.putObject("committed"), adoption.committed());
  }

  private static void fill(ObjectNode node, Amount amount) {
    node.put("ranges", amount.ranges())
        .put("offsets", amount.offsets())
        .put("records", amount.records())
        .put("rejected", amount.rejected())
        .put("files", amount.files());
  }
}
