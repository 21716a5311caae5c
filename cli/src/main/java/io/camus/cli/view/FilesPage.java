package io.camus.cli.view;

import static io.camus.cli.page.Figures.bytes;
import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.commit.LiveFile;
import io.camus.commit.LiveFile.OfPartition;
import io.camus.config.CamusConfig;
import io.camus.config.OutputSettings;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.wiring.Wiring;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code camus files} for people: one line per file, in columns of fixed width, so that lines can
 * be printed one by one.
 */
public final class FilesPage {
  /** Characters of a path below a topic's directory. */
  private static final int USUAL_PATH = 66;

  private final CamusConfig config;
  private final String directory;
  private final DateTimeFormatter time;
  private final Columns<Row> columns;

  private long files;
  private long records;
  private long bytes;
  private long waiting;

  /** A file, and the part of it that is meant if it is listed for one partition. */
  private record Row(LiveFile live, Optional<Part> part) {
    DataFile file() {
      return live.file();
    }

    long records() {
      return part.map(Part::records).orElse(file().records());
    }

    int generation() {
      return part.orElseThrow().range().generation();
    }

    String offsets() {
      return "[" + part.orElseThrow().range().from() + "," + part.orElseThrow().range().to() + ")";
    }
  }

  private FilesPage(CamusConfig config, String topic, Columns<Row> first) {
    this.config = config;
    this.directory = config.value(OutputSettings.DESTINATION).child(topic).value();
    this.time =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(config.value(OutputSettings.ZONE));
    this.columns =
        first
            .right("record", 6, it -> "" + it.live().record())
            .ifRoom()
            .left("state", 9, it -> it.live().published() ? "published" : "waiting")
            .right("records", 12, it -> count(it.records()))
            .right("bytes", 9, it -> bytes(it.file().bytes()))
            .left("first event", 19, it -> time(it.file().firstEventMillis()))
            .ifRoom()
            .left("last event", 19, it -> time(it.file().lastEventMillis()))
            .ifRoom()
            .left("file", USUAL_PATH, it -> shown(it.file().destination()))
            .orBelow();
  }

  /** A list of whole files. */
  public static FilesPage of(CamusConfig config, String topic) {
    return new FilesPage(config, topic, Columns.of(List.of()));
  }

  /** A list of parts, with generation and offsets of the partition, and the number of records. */
  public static FilesPage ofParts(CamusConfig config, String topic) {
    return new FilesPage(
        config,
        topic,
        Columns.<Row>of(List.of())
            .right("gen", 3, it -> "" + it.generation())
            .left("offsets", 24, Row::offsets));
  }

  private String time(long millis) {
    return time.format(Instant.ofEpochMilli(millis));
  }

  private String shown(String destination) {
    return destination.startsWith(directory + "/")
        ? destination.substring(directory.length() + 1)
        : destination;
  }

  /** The columns' titles. */
  public Page begin() {
    return new Page().add(columns.table());
  }

  /** A whole file. */
  public Page row(LiveFile file) {
    return row(new Row(file, Optional.empty()));
  }

  /** A partition's part of a file. */
  public Page row(OfPartition part) {
    return row(new Row(part.file(), Optional.of(part.part())));
  }

  private Page row(Row row) {
    files++;
    records += row.records();
    bytes += row.file().bytes();
    waiting += row.live().published() ? 0 : 1;
    return new Page().add(columns.row(row));
  }

  /**
   * The sums of all rows.
   *
   * @param last the last record of the log
   */
  public Page end(long last) {
    Page page =
        new Page()
            .gap()
            .heading(
                String.join(", ", count(files, "file"), count(records, "record"), bytes(bytes)));
    if (waiting > 0) {
      page.notice(
          count(waiting, "file")
              + " not published yet; the next run does that. --json shows where it is now.");
    }
    return page.gap()
        .place("files", directory + ", times in " + config.value(OutputSettings.ZONE))
        .place("commit log", Wiring.layoutOf(config).commits() + ", " + count(last, "record"));
  }
}
