package io.camus.commit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camus.commit.LineFile.TornFileException;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The durable promise of one finished attempt: what it pulled and where the files are. It is valid
 * even when its files have been published already.
 *
 * @param run the run
 * @param task index of the task
 * @param attempt the attempt that wrote the files
 * @param groups what it pulled
 * @param notices what the user should know of how it did that, one sentence each
 */
public record TaskManifest(
    RunId run, int task, String attempt, List<PulledGroup> groups, List<String> notices) {
  static final String SUFFIX = ".manifest";
  private static final String KIND = "task-manifest";

  /** Manifests of older versions have no notices, and one without any looks like theirs. */
  private record Header(
      RunId run,
      int task,
      String attempt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notices) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Header read(ObjectNode fields) {
      List<String> notices = new ArrayList<>();
      fields.path("notices").forEach(notice -> notices.add(notice.asText()));
      return new Header(
          new RunId(fields.required("run").asText()),
          fields.required("task").asInt(),
          fields.required("attempt").asText(),
          notices);
    }
  }

  public TaskManifest {
    groups = List.copyOf(groups);
    notices = List.copyOf(notices);
  }

  /** A manifest without notices. */
  public TaskManifest(RunId run, int task, String attempt, List<PulledGroup> groups) {
    this(run, task, attempt, groups, List.of());
  }

  void write(Store store, StorePath path) throws IOException {
    LineFile.write(store.create(path), KIND, new Header(run, task, attempt, notices), groups);
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
      return new TaskManifest(
          header.run(), header.task(), header.attempt(), content.lines(), header.notices());
    }
  }
}
