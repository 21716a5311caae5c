package io.camus.cli.view;

import io.camus.commit.LiveFile;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.report.Json;
import java.time.Instant;

/** What {@code camus files --json} prints: field names as in {@link LiveFile} and its file. */
public final class FilesJson {
  private FilesJson() {}

  /** A file. */
  public static Json of(LiveFile live) {
    DataFile file = live.file();
    return new Json()
        .put("topic", file.topic())
        .put("destination", file.destination())
        .put("staged", file.staged())
        .put("record", live.record())
        .put("published", live.published())
        .put("records", file.records())
        .put("bytes", file.bytes())
        .put("firstEvent", Instant.ofEpochMilli(file.firstEventMillis()))
        .put("lastEvent", Instant.ofEpochMilli(file.lastEventMillis()))
        .put("digest", file.digest())
        .put("contentDigest", file.contentDigest())
        .put("parts", file.parts(), FilesJson::part);
  }

  private static Json part(Part part) {
    return new Json()
        .put("partition", part.range().partition().partition())
        .put("generation", part.range().generation())
        .put("from", part.range().from())
        .put("to", part.range().to())
        .put("records", part.records());
  }
}
