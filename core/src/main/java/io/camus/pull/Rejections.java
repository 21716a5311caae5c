package io.camus.pull;

import io.camus.format.DeadLetters;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.SourceRecord;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The dead letters of one range: a file that is made with the first of them. */
final class Rejections {
  private final AttemptFiles files;
  private final OffsetRange range;
  private final StorePath directory;
  private final Map<String, String> metadata;
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
  Rejections(
      AttemptFiles files, OffsetRange range, StorePath directory, Map<String, String> metadata) {
    this.files = files;
    this.range = range;
    this.directory = directory;
    this.metadata = metadata;
  }

  void add(SourceRecord record, Decoded.Rejected rejected) throws IOException {
    if (writer == null) {
      path = files.next(".avro");
      stream = new DigestedStream(files.create(path));
      writer = new DeadLetters(stream, metadata);
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
    OffsetRange own =
        new OffsetRange(
            range.partition(), range.topicId(), range.generation(), firstOffset, lastOffset + 1);
    finished =
        Optional.of(
            new DataFile(
                DataFile.Kind.DEAD_LETTER,
                path.value(),
                directory.child(FinalName.deadLetters(own, records)).value(),
                own,
                records,
                stream.length(),
                firstMillis,
                lastMillis,
                stream.digest(),
                Optional.of(writer.contentDigest())));
    return finished;
  }
}
