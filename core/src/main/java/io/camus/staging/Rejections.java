package io.camus.staging;

import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import io.camus.staging.FileLabels.OfDeadLetters;
import io.camus.staging.FileLabels.OfRange;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The dead letters of one range, and their number. */
public final class Rejections {
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
  public Rejections(
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

  /** Writes a dead letter. */
  public void add(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    if (series == null) {
      series =
          new FileSeries(
              attempt,
              new FileSeries.Contents(
                  DataFile.Kind.DEAD_LETTER,
                  directory,
                  List.of(labels.range()),
                  DeadLetters.FORMAT,
                  DeadLetters.TYPE,
                  Long.MAX_VALUE),
              new OfDeadLetters(labels),
              fault,
              () -> ++files);
    }
    series.add(letters.encode(record, rejected), 0, record.offset());
    counts.merge(rejected.cause(), 1L, Long::sum);
  }

  /** Their number by cause. */
  public Map<RejectionCause, Long> counts() {
    return counts;
  }

  /** Ends the dead letters. */
  public void end() throws IOException {
    if (series != null) {
      series.end();
    }
  }

  /** Their files, after spilled records were merged. */
  public List<DataFile> files() {
    return series == null ? List.of() : series.files();
  }

  /** Deletes them. */
  public void discard() throws IOException {
    if (series != null) {
      series.discard();
    }
  }

  /** Frees unfinished files; do not use this object afterwards. */
  public void abandon() throws IOException {
    if (series != null) {
      series.abandon();
    }
  }
}
