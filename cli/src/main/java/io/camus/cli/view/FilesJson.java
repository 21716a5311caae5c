package io.camus.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.commit.LiveFile;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.report.JsonDocuments;
import java.time.Instant;

/** What {@code camus files --json} prints: field names as in {@link LiveFile} and its file. */
public final class FilesJson {
  private FilesJson() {}

  /** A file, in one line. */
  public static String line(LiveFile live) {
    DataFile file = live.file();
    ObjectNode document =
        JsonDocuments.object()
            .put("topic", file.topic())
            .put("destination", file.destination())
            .put("staged", file.staged())
            .put("record", live.record())
            .put("published", live.published())
            .put("records", file.records())
            .put("bytes", file.bytes())
            .put("firstEvent", Instant.ofEpochMilli(file.firstEventMillis()).toString())
            .put("lastEvent", Instant.ofEpochMilli(file.lastEventMillis()).toString())
            .put("digest", file.digest())
            .put("contentDigest", file.contentDigest());
    ArrayNode parts = document.putArray("parts");
    for (Part part : file.parts()) {
      OffsetRange range = part.range();
      parts
          .addObject()
          .put("partition", range.partition().partition())
          .put("generation", range.generation())
          .put("from", range.from())
          .put("to", range.to())
          .put("records", part.records());
    }
    return document.toString();
  }
}
