package io.camus.cli;

import io.camus.commit.LiveFile;
import io.camus.commit.LiveFile.OfPartition;
import io.camus.config.CamusConfig;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code camus files} for people: a line a file, in columns of fixed width, so that each line can
 * be printed by itself.
 */
final class FilesPage {
  private final CamusConfig config;
  private final Terminal terminal;
  private final String directory;
  private final DateTimeFormatter time;

  private long files;
  private long records;
  private long bytes;
  private long waiting;

  FilesPage(CamusConfig config, Terminal terminal, String topic) {
    this.config = config;
    this.terminal = terminal;
    this.directory = config.output().destination().child(topic).value();
    this.time =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(config.output().zone());
  }

  String header() {
    return terminal.strong(
        line("record", "state", "records", "bytes", "first event", "last event", "file"));
  }

  /** The same before the rows of one partition. */
  String headerOfParts() {
    return terminal.strong(String.format(Locale.ROOT, "%3s  %-24s  ", "gen", "offsets")) + header();
  }

  String row(LiveFile file) {
    return row(file, file.file().records());
  }

  /** With generation and offsets of the partition, and the number of its records. */
  String row(OfPartition part) {
    OffsetRange range = part.part().range();
    String offsets = String.format(Locale.ROOT, "[%d,%d)", range.from(), range.to());
    return String.format(Locale.ROOT, "%3d  %-24s  ", range.generation(), offsets)
        + row(part.file(), part.part().records());
  }

  private String row(LiveFile live, long own) {
    DataFile file = live.file();
    files++;
    records += own;
    bytes += file.bytes();
    waiting += live.published() ? 0 : 1;
    return line(
        live.record(),
        live.published() ? "published" : "waiting",
        Figures.count(own),
        Figures.bytes(file.bytes()),
        time.format(Instant.ofEpochMilli(file.firstEventMillis())),
        time.format(Instant.ofEpochMilli(file.lastEventMillis())),
        file.destination().startsWith(directory + "/")
            ? file.destination().substring(directory.length() + 1)
            : file.destination());
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%6s  %-9s  %12s  %9s  %-19s  %-19s  %s", cells);
  }

  /**
   * The sums of all rows.
   *
   * @param last the last record of the log
   */
  List<String> end(long last) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        terminal.strong(
            String.format(
                Locale.ROOT,
                "%s, %s, %s",
                Figures.count(files, "file"),
                Figures.count(records, "record"),
                Figures.bytes(bytes))));
    if (waiting > 0) {
      lines.addAll(
          Paragraph.hanging(
              "  notice   ",
              Figures.count(waiting, "file")
                  + " not published yet: the next run publishes what waits; --json shows the staged"
                  + " path of each file",
              Terminal.COLUMNS));
    }
    lines.add("");
    lines.add("  files       " + directory + ", times in " + config.output().zone());
    lines.add(
        String.format(
            Locale.ROOT,
            "  commit log  %s, %s",
            config.run().executionBase().child("commits"),
            Figures.count(last, "record")));
    return lines;
  }
}
