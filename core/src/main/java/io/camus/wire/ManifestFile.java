package io.camus.wire;

import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.model.TaskManifest;
import io.camus.wire.LineFile.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A task manifest as a file: a line for each of its groups. */
public final class ManifestFile {
  private static final LineFile<Header, PulledGroup> FILE =
      new LineFile<>("task-manifest", List.of(new Version<>(2, header(), GroupCodec.GROUP)));

  private ManifestFile() {}

  /** Notices are left out if there are none, as in what older versions wrote. */
  private record Header(RunId run, int task, String attempt, Optional<List<String>> notices) {}

  /**
   * Writes a manifest.
   *
   * @param target closed afterwards
   */
  public static void write(OutputStream target, TaskManifest manifest) throws IOException {
    Optional<List<String>> notices =
        Optional.of(manifest.notices()).filter(sentences -> !sentences.isEmpty());
    FILE.write(
        target,
        new Header(manifest.run(), manifest.task(), manifest.attempt(), notices),
        manifest.groups());
  }

  /**
   * Reads a manifest.
   *
   * @param source closed afterwards
   * @param path where it is, for messages
   * @throws UnreadableFileException if it is not whole, or of an unknown version
   */
  public static TaskManifest read(InputStream source, String path) throws IOException {
    var content = FILE.read(source, path);
    Header header = content.header();
    return new TaskManifest(
        header.run(),
        header.task(),
        header.attempt(),
        content.lines(),
        header.notices().orElse(List.of()));
  }

  private static Codec<Header> header() {
    var object = ObjectCodec.<Header>tolerant();
    var run = object.required("run", Codecs.RUN, Header::run);
    var task = object.required("task", Codecs.INT, Header::task);
    var attempt = object.required("attempt", Codecs.TEXT, Header::attempt);
    var notices = object.optional("notices", Codecs.list(Codecs.TEXT), Header::notices);
    return object.of(
        fields ->
            new Header(
                fields.get(run), fields.get(task), fields.get(attempt), fields.get(notices)));
  }
}
