package io.camus.pull;

import io.camus.count.WindowCounter;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.WindowCount;
import io.camus.spi.Datum;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The data files of ranges that are committed together, and the counts of what is in them. {@link
 * #write} runs once a record.
 */
final class GroupFiles {
  private final TopicPull topic;
  private final AttemptFiles attempt;
  private final FileLabels labels;
  private final List<OffsetRange> ranges;
  private final WindowCounter counter;

  private final List<StagedFile> files = new ArrayList<>();
  private final List<StagedFile> open = new ArrayList<>();
  private StagedFile current;
  private int writing;

  /**
   * @param ranges the planned ranges, each of which is released once
   */
  GroupFiles(
      TopicPull topic,
      AttemptFiles attempt,
      FileLabels labels,
      WindowCounter counter,
      List<OffsetRange> ranges) {
    this.topic = topic;
    this.attempt = attempt;
    this.labels = labels;
    this.counter = counter;
    this.ranges = List.copyOf(ranges);
    this.writing = ranges.size();
  }

  /**
   * Appends a record to the file of its bucket, and counts it.
   *
   * @param range the place of its range in the group
   */
  void write(Datum datum, int range, long offset) throws IOException {
    if (current == null || !current.takes(datum)) {
      current = fileFor(datum, offset);
    }
    boolean grows = current.outgrows(datum);
    current.append(datum, range, offset, attempt.nextUse());
    if (grows) {
      attempt.makeRoomBeside(current);
    }
    counter.add(datum.eventTimeMillis, datum.server, datum.service);
  }

  private StagedFile fileFor(Datum datum, long offset) throws IOException {
    open.removeIf(file -> !file.isOpen());
    for (StagedFile file : open) {
      if (file.takes(datum)) {
        return file;
      }
      if (file.isFull()) {
        file.finish();
      }
    }
    attempt.makeRoom(StagedFile.memory(datum.type));
    Bucket bucket = topic.partitioner().bucket(datum.eventTimeMillis);
    String extension = datum.type.format().extension();
    StorePath path = attempt.next(extension);
    Map<String, String> metadata = labels.metadata(offset);
    metadata.put("camus.bucket", bucket.directory());
    int number = files.size() + 1;
    StagedFile file =
        new StagedFile(
            path,
            attempt.create(path),
            topic.directory().child(bucket.directory()),
            ranges,
            parts -> labels.name(parts, number, extension),
            bucket,
            datum.type,
            topic.targetFileBytes(),
            metadata);
    attempt.opened(file);
    open.add(file);
    files.add(file);
    return file;
  }

  /** A range writes no more; the last one that says so finishes the files, which frees memory. */
  void release() throws IOException {
    writing--;
    if (writing == 0) {
      finish();
    }
  }

  /** Ends all files; again is fine. */
  List<DataFile> finish() throws IOException {
    List<DataFile> finished = new ArrayList<>();
    for (StagedFile file : files) {
      finished.add(file.finish());
    }
    return finished;
  }

  List<WindowCount> counts() {
    return counter.counts();
  }

  /** Frees what unfinished files hold; they are of no use after this. */
  void abandon() throws IOException {
    for (StagedFile file : files) {
      file.abandon();
    }
  }
}
