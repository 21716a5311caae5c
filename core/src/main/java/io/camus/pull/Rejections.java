package io.camus.pull;

import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.RejectionCause;
import io.camus.pull.FileLabels.OfRange;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The dead letters of one range: a file that is made with the first of them, and further ones where
 * it had to be closed for want of memory.
 */
final class Rejections {
  private final AttemptFiles attempt;
  private final OfRange labels;
  private final StorePath directory;
  private final Map<RejectionCause, Long> counts = new EnumMap<>(RejectionCause.class);
  private final List<LetterFile> files = new ArrayList<>();

  /**
   * @param directory where the files are published
   */
  Rejections(AttemptFiles attempt, OfRange labels, StorePath directory) {
    this.attempt = attempt;
    this.labels = labels;
    this.directory = directory;
  }

  void add(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    LetterFile file = file();
    boolean grows = file.outgrows(record);
    file.append(record, rejected, attempt.nextUse());
    if (grows) {
      attempt.makeRoomBeside(file);
    }
    counts.merge(rejected.cause(), 1L, Long::sum);
  }

  private LetterFile file() throws IOException {
    if (!files.isEmpty() && files.get(files.size() - 1).isOpen()) {
      return files.get(files.size() - 1);
    }
    attempt.makeRoom(DeadLetters.OPEN_BYTES);
    StorePath path = attempt.next(".avro");
    LetterFile file = new LetterFile(path, attempt.create(path), directory, labels);
    attempt.opened(file);
    files.add(file);
    return file;
  }

  Map<RejectionCause, Long> counts() {
    return counts;
  }

  /** Frees what unfinished files hold; they are of no use after this. */
  void abandon() throws IOException {
    for (LetterFile file : files) {
      file.abandon();
    }
  }

  /** Ends the files, if there are any; again is fine. */
  List<DataFile> finish() throws IOException {
    List<DataFile> finished = new ArrayList<>();
    for (LetterFile file : files) {
      finished.add(file.finish());
    }
    return finished;
  }
}
