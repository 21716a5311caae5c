package io.camus.it.demo;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.it.check.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * A look around in what the runs wrote: the directories, and one Avro file opened.
 *
 * @param folder the demo's folder
 */
record Tour(DemoFolder folder) {
  private static final String OPENED_TOPIC = "page-views";
  private static final int DEPTH = DemoOutput.DEPTH;
  private static final int RECORDS_SHOWN = 2;
  private static final int WIDTH = 76;

  /** A directory, or several of them. */
  private record Line(String name, long files, long bytes) {
    static Line of(String name, List<Path> files) throws IOException {
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      return new Line(name, files.size(), bytes);
    }
  }

  /** The directories: every hour of one topic, a line for each of the others. */
  Page directories() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Feed feed : Feeds.ALL) {
      List<Path> files = DataFiles.of(folder.topics(), feed.topic());
      Map<Path, List<Path>> byDirectory = byDirectory(files);
      lines.add(
          Line.of(
              String.format(Locale.ROOT, "%s/ (%d hours)", feed.topic(), byDirectory.size()),
              files));
      if (feed.topic().equals(OPENED_TOPIC)) {
        Path topic = folder.topics().resolve(feed.topic());
        for (Map.Entry<Path, List<Path>> directory : byDirectory.entrySet()) {
          lines.add(
              Line.of("  " + topic.relativize(directory.getKey()) + "/", directory.getValue()));
        }
      }
    }
    return new Page()
        .add(
            Columns.of(lines)
                .left("directory", Line::name)
                .count("files", Line::files)
                .bytes("bytes", Line::bytes)
                .table(DEPTH));
  }

  private static Map<Path, List<Path>> byDirectory(List<Path> files) {
    Map<Path, List<Path>> directories = new TreeMap<>();
    files.forEach(
        file ->
            directories.computeIfAbsent(file.getParent(), parent -> new ArrayList<>()).add(file));
    return directories;
  }

  /** Opens the newest Avro file of one topic. */
  Page oneFile() throws IOException {
    Path file =
        DataFiles.of(folder.topics(), OPENED_TOPIC).stream()
            .max(Comparator.comparing(Path::getParent).thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    Page page = new Page();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      page.line(DEPTH, folder.path().relativize(file.getParent()) + "/");
      page.line(DEPTH, file.getFileName().toString());
      page.line(
          DEPTH,
          String.format(
              Locale.ROOT,
              "  schema %s, codec %s, %s",
              reader.getSchema().getFullName(),
              reader.getMetaString(DataFileConstants.CODEC),
              Figures.bytes(Files.size(file))));
      for (String key : reader.getMetaKeys().stream().sorted().toList()) {
        if (key.startsWith("camus.")) {
          page.line(
              DEPTH,
              shorten(String.format(Locale.ROOT, "  %s = %s", key, reader.getMetaString(key))));
        }
      }
      for (int i = 0; i < RECORDS_SHOWN && reader.hasNext(); i++) {
        page.line(DEPTH, shorten("  " + reader.next()));
      }
    }
    return page;
  }

  private static String shorten(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }
}
