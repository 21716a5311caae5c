package io.camus.wire;

import io.camus.model.ManifestSummary;
import io.camus.model.PulledGroup;
import io.camus.model.TaskManifest;
import io.camus.wire.LineFile.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The file format of a task manifest: one line per group. */
public final class ManifestFile {
  private static final LineFile<TaskManifest, PulledGroup> FILE = file(GroupCodec.GROUP);
  private static final LineFile<TaskManifest, PulledGroup> SUMMARIES =
      file(GroupCodec.WITHOUT_COUNTS);

  private ManifestFile() {}

  private static LineFile<TaskManifest, PulledGroup> file(Codec<PulledGroup> group) {
    return new LineFile<>("task-manifest", List.of(new Version<>(2, header(), group)));
  }

  /**
   * Writes a manifest.
   *
   * @param target closed afterwards
   */
  public static void write(OutputStream target, TaskManifest manifest) throws IOException {
    FILE.write(target, manifest, manifest.groups());
  }

  /**
   * Reads a manifest.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if it is damaged, or has an unknown version
   */
  public static TaskManifest read(InputStream source, String path) throws IOException {
    var content = FILE.read(source, path);
    TaskManifest header = content.header();
    return new TaskManifest(
        header.run(), header.task(), header.attempt(), content.lines(), header.notices());
  }

  /**
   * Reads a manifest and keeps its groups without files and counts. Holds one complete group in
   * memory at a time.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if it is damaged, or has an unknown version
   */
  public static ManifestSummary summary(InputStream source, String path) throws IOException {
    var content = SUMMARIES.read(source, path, line -> true, PulledGroup::summary);
    TaskManifest header = content.header();
    return new ManifestSummary(header.task(), content.lines(), header.notices());
  }

  /**
   * Reads some groups of a manifest.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @param indexes the groups to read, by index from 0
   * @return these groups, in the order of the manifest
   * @throws UnreadableFileException if it is damaged, or has an unknown version
   */
  public static List<PulledGroup> groups(InputStream source, String path, Set<Integer> indexes)
      throws IOException {
    return FILE.read(source, path, line -> indexes.contains((int) line), Function.identity())
        .lines();
  }

  /** The header. Notices are omitted if there are none, as in files of older versions. */
  private static Codec<TaskManifest> header() {
    var object = ObjectCodec.<TaskManifest>tolerant();
    var run = object.required("run", Codecs.RUN, TaskManifest::run);
    var task = object.required("task", Codecs.INT, TaskManifest::task);
    var attempt = object.required("attempt", Codecs.TEXT, TaskManifest::attempt);
    var notices =
        object.optional(
            "notices",
            Codecs.list(Codecs.TEXT),
            it -> Optional.of(it.notices()).filter(sentences -> !sentences.isEmpty()));
    return object.of(
        fields ->
            new TaskManifest(
                fields.get(run),
                fields.get(task),
                fields.get(attempt),
                List.of(),
                fields.get(notices).orElse(List.of())));
  }
}
