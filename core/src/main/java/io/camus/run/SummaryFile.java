package io.camus.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.commit.Json;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;

/** The summary as {@code HISTORY/RUN/summary.json} and as {@code --json} prints it. */
public final class SummaryFile {
  private SummaryFile() {}

  /** The summary as one JSON document with its exit code. */
  public static ObjectNode json(RunSummary summary) {
    ObjectNode document = Json.mapper().valueToTree(summary);
    document.put("exitCode", summary.exitCode().value());
    return document;
  }

  static void write(Store store, StorePath directory, RunSummary summary) throws IOException {
    store.makeDirectories(directory);
    try (OutputStream out = store.create(directory.child("summary.json"))) {
      out.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json(summary)));
    }
  }
}
