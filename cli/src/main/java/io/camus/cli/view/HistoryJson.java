package io.camus.cli.view;

import io.camus.history.PastRun;
import io.camus.report.Json;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.SummaryJson;
import java.util.Optional;

/** What {@code camus history --json} prints: field names as in {@link PastRun}. */
public final class HistoryJson {
  private HistoryJson() {}

  /** A run of a list. */
  public static Json of(PastRun past) {
    Optional<TopicSummary> total = past.total();
    return new Json()
        .put("run", past.run())
        .put("verdict", past.verdict())
        .put("detail", past.detail())
        .put("startedAt", past.startedAt())
        .put("duration", past.duration())
        .put("messages", total.map(TopicSummary::messages))
        .put("bytes", total.map(TopicSummary::bytes))
        .put("rejected", total.map(TopicSummary::rejected))
        .put("files", total.map(TopicSummary::files))
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
