package io.camus.cli.view;

import io.camus.history.PastRun;
import io.camus.history.PastRun.Figures;
import io.camus.report.Json;
import io.camus.report.SummaryJson;
import java.util.Optional;

/** What {@code camus history --json} prints: field names as in {@link PastRun}. */
public final class HistoryJson {
  private HistoryJson() {}

  /** A run of a list. */
  public static Json of(PastRun past) {
    Optional<Figures> figures = past.figures();
    return new Json()
        .put("run", past.run())
        .put("verdict", past.verdict())
        .put("detail", past.detail())
        .put("startedAt", past.startedAt())
        .put("duration", past.duration())
        .put("messages", figures.map(Figures::messages))
        .put("bytes", figures.map(Figures::bytes))
        .put("rejected", figures.map(Figures::rejected))
        .put("files", figures.map(Figures::files))
        .put("commits", past.commits())
        .put("damage", past.damage());
  }

  /** One run, with the summary that it wrote. */
  public static Json full(PastRun past) {
    Json document = of(past);
    past.committed()
        .ifPresent(
            committed ->
                document
                    .put("topics", committed.topics(), SummaryJson::topic)
                    .put("rejections", committed.rejections(), SummaryJson::rejection));
    return document.put("summary", past.summary().map(SummaryJson::of));
  }
}
