package io.camus.it.demo;

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

/** A look around in what the runs wrote: the directories, and one Avro file opened. */
final class Tour {
  private static final String OPENED_TOPIC = "page-views";
  private static final int RECORDS_SHOWN = 2;
  private static final int WIDTH = 110;

  private final DemoFolder folder;
  private final Page page;

  Tour(DemoFolder folder, Page page) {
    this.folder = folder;
    this.page = page;
  }

  /** Shows the directories: every hour of one topic, a line for each of the others. */
  void directories() throws IOException {
    page.line(folder.topics() + "/");
    for (Feed feed : Feeds.ALL) {
      List<Path> files = DataFiles.of(folder.topics(), feed.topic());
      Map<Path, List<Path>> byDirectory = byDirectory(files);
      page.line(
          String.format(
              Locale.ROOT,
              "  %-38s %3d directories   %s",
              feed.topic() + "/",
              byDirectory.size(),
              size(files)));
      if (feed.topic().equals(OPENED_TOPIC)) {
        for (Map.Entry<Path, List<Path>> directory : byDirectory.entrySet()) {
          page.line(
              String.format(
                  Locale.ROOT,
                  "    %-52s %s",
                  folder.topics().resolve(feed.topic()).relativize(directory.getKey()) + "/",
                  size(directory.getValue())));
        }
      }
    }
  }

  private static Map<Path, List<Path>> byDirectory(List<Path> files) {
    Map<Path, List<Path>> directories = new TreeMap<>();
    files.forEach(
        file ->
            directories.computeIfAbsent(file.getParent(), parent -> new ArrayList<>()).add(file));
    return directories;
  }

  private static String size(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return String.format(Locale.ROOT, "%4d files %10s", files.size(), Page.bytes(bytes));
  }

  /** Opens the newest Avro file of one topic. */
  void oneFile() throws IOException {
    Path file =
        DataFiles.of(folder.topics(), OPENED_TOPIC).stream()
            .max(Comparator.comparing(Path::getParent).thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      page.line(folder.path().relativize(file).toString());
      page.line(
          String.format(
              Locale.ROOT,
              "  schema %s, codec %s, %s",
              reader.getSchema().getFullName(),
              reader.getMetaString(DataFileConstants.CODEC),
              Page.bytes(Files.size(file))));
      for (String key : reader.getMetaKeys().stream().sorted().toList()) {
        if (key.startsWith("camus.")) {
          page.line(
              shorten(String.format(Locale.ROOT, "  %s = %s", key, reader.getMetaString(key))));
        }
      }
      for (int i = 0; i < RECORDS_SHOWN && reader.hasNext(); i++) {
        page.line(shorten("  " + reader.next()));
      }
    }
  }

  private static String shorten(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }
}
