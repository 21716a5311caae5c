package io.camus.commit;

import io.camus.commit.LineFile.TornFileException;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The durable promise of one finished attempt: what it pulled and where the files are. It is valid
 * even when its files have been published already.
 *
 * @param run the run
 * @param task index of the task
 * @param attempt the attempt that wrote the files
 * @param groups what it pulled
 */
public record TaskManifest(RunId run, int task, String attempt, List<PulledGroup> groups) {
  static final String SUFFIX = ".manifest";
  private static final String KIND = "task-manifest";

  private record Header(RunId run, int task, String attempt) {}

  public TaskManifest {
    groups = List.copyOf(groups);
  }

  void write(Store store, StorePath path) throws IOException {
    LineFile.write(store.create(path), KIND, new Header(run, task, attempt), groups);
  }

  /**
   * Reads a manifest.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws TornFileException if it is not whole
   */
  static TaskManifest read(Store store, StorePath path) throws IOException {
    try (InputStream in = store.open(path)) {
      var content = LineFile.read(in, KIND, Header.class, PulledGroup.class, path.toString());
      Header header = content.header();
      return new TaskManifest(header.run(), header.task(), header.attempt(), content.lines());
    }
  }
}
