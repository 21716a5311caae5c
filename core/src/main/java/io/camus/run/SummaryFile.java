package io.camus.run;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The summary as it is kept: {@code HISTORY/RUN/summary.json}. */
final class SummaryFile {
  private SummaryFile() {}

  static void write(Store store, StorePath directory, RunSummary summary) throws IOException {
    store.makeDirectories(directory);
    try (OutputStream out = store.create(directory.child("summary.json"))) {
      String text = JsonDocuments.text(SummaryJson.document(summary));
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
