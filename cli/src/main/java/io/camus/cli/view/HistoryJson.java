package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.history.PastRun;
import io.camus.report.JsonDocuments;
import io.camus.report.SummaryJson;
import java.util.Locale;

/** What {@code camus history --json} prints: field names as in {@link PastRun}. */
public final class HistoryJson {
  private HistoryJson() {}

  /** A run of a list, in one line. */
  public static String line(PastRun past) {
    return facts(past).toString();
  }

  /** One run, with the summary that it wrote. */
  public static ObjectNode document(PastRun past) {
    ObjectNode document = facts(past);
    past.committed()
        .ifPresent(
            committed -> {
              document.set("topics", SummaryJson.topics(committed.topics()));
              document.set("rejections", SummaryJson.rejections(committed.rejections()));
            });
    past.summary()
        .ifPresentOrElse(
            summary -> document.set("summary", SummaryJson.document(summary)),
            () -> document.putNull("summary"));
    return document;
  }

  private static ObjectNode facts(PastRun past) {
    ObjectNode document =
        JsonDocuments.object()
            .put("run", past.run().value())
            .put("verdict", past.verdict().name().toLowerCase(Locale.ROOT))
            .put("detail", past.detail())
            .put("startedAt", past.startedAt().toString())
            .put("duration", past.duration().map(Object::toString).orElse(null));
    past.figures()
        .ifPresentOrElse(
            figures ->
                document
                    .put("messages", figures.messages())
                    .put("bytes", figures.bytes())
                    .put("rejected", figures.rejected())
                    .put("files", figures.files()),
            () ->
                document.putNull("messages").putNull("bytes").putNull("rejected").putNull("files"));
    ArrayNode commits = document.putArray("commits");
    past.commits().forEach(commits::add);
    return document.put("damage", past.damage().orElse(null));
  }
}
