package io.camus.pull;

import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.RejectionCause;
import io.camus.pull.FileLabels.OfDeadLetters;
import io.camus.pull.FileLabels.OfRange;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The dead letters of one range, and the number of them. */
final class Rejections {
  private final AttemptFiles attempt;
  private final DeadLetters letters;
  private final OfRange labels;
  private final StorePath directory;
  private final GroupFault fault;
  private final Map<RejectionCause, Long> counts = new EnumMap<>(RejectionCause.class);
  private int files;
  private FileSeries series;

  /**
   * @param letters encodes them
   * @param directory where the files are published
   * @param fault of the range's group
   */
  Rejections(
      AttemptFiles attempt,
      DeadLetters letters,
      OfRange labels,
      StorePath directory,
      GroupFault fault) {
    this.attempt = attempt;
    this.letters = letters;
    this.labels = labels;
    this.directory = directory;
    this.fault = fault;
  }

  void add(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    if (series == null) {
      series =
          new FileSeries(
              attempt,
              new FileSeries.Contents(
                  DataFile.Kind.DEAD_LETTER,
                  directory,
                  List.of(labels.range()),
                  DeadLetters.TYPE,
                  Long.MAX_VALUE),
              new OfDeadLetters(labels),
              fault,
              () -> ++files);
    }
    series.add(letters.encode(record, rejected), 0, record.offset());
    counts.merge(rejected.cause(), 1L, Long::sum);
  }

  Map<RejectionCause, Long> counts() {
    return counts;
  }

  /** No more of them come. */
  void end() throws IOException {
    if (series != null) {
      series.end();
    }
  }

  /** Their files, once what was spilled is merged. */
  List<DataFile> files() {
    return series == null ? List.of() : series.files();
  }

  /** Deletes them. */
  void discard() throws IOException {
    if (series != null) {
      series.discard();
    }
  }

  /** Frees what unfinished files hold; they are of no use after this. */
  void abandon() throws IOException {
    if (series != null) {
      series.abandon();
    }
  }
}
