package io.camus.pull;

import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.OffsetRange;
import io.camus.model.RejectionCause;
import io.camus.pull.FileLabels.OfRange;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dead letters of one range: a file that is made with the first of them. */
final class Rejections {
  private final AttemptFiles files;
  private final OfRange labels;
  private final StorePath directory;
  private final Map<RejectionCause, Long> counts = new EnumMap<>(RejectionCause.class);

  private StorePath path;
  private DigestedStream stream;
  private DeadLetters writer;
  private Optional<DataFile> finished = Optional.empty();
  private long firstOffset;
  private long lastOffset;
  private long records;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  /**
   * @param directory where the file is published
   */
  Rejections(AttemptFiles files, OfRange labels, StorePath directory) {
    this.files = files;
    this.labels = labels;
    this.directory = directory;
  }

  void add(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    if (writer == null) {
      path = files.next(".avro");
      stream = new DigestedStream(files.create(path));
      writer = new DeadLetters(stream, labels.metadata());
      firstOffset = record.offset();
    }
    writer.append(record, rejected);
    counts.merge(rejected.cause(), 1L, Long::sum);
    records++;
    lastOffset = record.offset();
    firstMillis = Math.min(firstMillis, record.timestampMillis());
    lastMillis = Math.max(lastMillis, record.timestampMillis());
  }

  Map<RejectionCause, Long> counts() {
    return counts;
  }

  /** Frees what an unfinished file holds; it is of no use after this. */
  void abandon() throws IOException {
    if (writer != null && finished.isEmpty()) {
      stream.close();
    }
  }

  /** Ends the file, if there is one; again is fine. */
  Optional<DataFile> finish() throws IOException {
    if (writer == null || finished.isPresent()) {
      return finished;
    }
    writer.close();
    OffsetRange range = labels.range();
    Part part =
        new Part(
            new OffsetRange(
                range.partition(),
                range.topicId(),
                range.generation(),
                firstOffset,
                lastOffset + 1),
            records);
    finished =
        Optional.of(
            new DataFile(
                DataFile.Kind.DEAD_LETTER,
                path.value(),
                directory.child(OfRange.ofDeadLetters(part)).value(),
                List.of(part),
                stream.length(),
                firstMillis,
                lastMillis,
                stream.digest(),
                writer.contentDigest()));
    return finished;
  }
}
