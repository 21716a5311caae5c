package io.camus.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** The stored summary: {@code HISTORY/RUN/summary.json}. */
public final class SummaryFile {
  private static final String NAME = "summary.json";

  private SummaryFile() {}

  /**
   * Reads the summary of a run.
   *
   * @param directory the run's directory in the history
   * @return empty if there is none
   * @throws IOException if it cannot be read, or is not a summary; the message names it
   */
  public static Optional<RunSummary> read(Store store, StorePath directory) throws IOException {
    StorePath file = directory.child(NAME);
    try (InputStream in = store.open(file)) {
      return Optional.of(SummaryJson.read(new ObjectMapper().readTree(in.readAllBytes())));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s is damaged: %s", file, e.getOriginalMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s is damaged: %s", file, e.getMessage()), e);
    }
  }

  public static void write(Store store, StorePath directory, RunSummary summary)
      throws IOException {
    String text = SummaryJson.of(summary).text();
    store.putIfAbsent(directory.child(NAME), Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
