package io.camus.pull;

import io.camus.count.WindowCounter;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.WindowCount;
import io.camus.pull.FileLabels.InBucket;
import io.camus.pull.SeriesIndex.Place;
import io.camus.spi.Datum;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
  private final GroupFault fault;

  private final SeriesIndex index = new SeriesIndex();
  private final List<FileSeries> all = new ArrayList<>();
  private Place current;
  private int files;
  private int writing;

  /**
   * @param ranges the planned ranges, each of which is released once
   */
  GroupFiles(
      TopicPull topic,
      AttemptFiles attempt,
      FileLabels labels,
      WindowCounter counter,
      GroupFault fault,
      List<OffsetRange> ranges) {
    this.topic = topic;
    this.attempt = attempt;
    this.labels = labels;
    this.counter = counter;
    this.fault = fault;
    this.ranges = List.copyOf(ranges);
    this.writing = ranges.size();
  }

  /**
   * Appends a record to the file of its bucket, and counts it.
   *
   * @param range the place of its range in the group
   * @throws UnplacedException if no bucket can be named for it; the group is as it was
   */
  void write(Datum datum, int range, long offset) throws IOException {
    if (current == null || !current.holds(datum.type, datum.eventTimeMillis)) {
      current = place(datum);
    }
    current.series().add(datum, range, offset);
    counter.add(datum.eventTimeMillis, datum.server, datum.service);
  }

  private Place place(Datum datum) {
    Place known = index.find(datum.type, datum.eventTimeMillis);
    if (known != null) {
      return known;
    }
    Bucket bucket;
    StorePath directory;
    try {
      bucket = topic.partitioner().bucket(datum.eventTimeMillis);
      directory = topic.directory().child(bucket.directory());
    } catch (RuntimeException | Error e) {
      throw new UnplacedException(e);
    }
    FileSeries series =
        new FileSeries(
            attempt,
            new FileSeries.Contents(
                DataFile.Kind.DATA, directory, ranges, datum.type, topic.targetFileBytes()),
            new InBucket(labels, bucket.directory()),
            fault,
            () -> ++files);
    Place place = new Place(bucket, datum.type, series);
    index.add(place);
    all.add(series);
    return place;
  }

  /** A range writes no more; the last one that says so ends the files, which frees memory. */
  void release() throws IOException {
    writing--;
    if (writing == 0) {
      for (FileSeries series : all) {
        series.end();
      }
    }
  }

  /** All files, once every range was released and what was spilled is merged. */
  List<DataFile> files() {
    List<DataFile> finished = new ArrayList<>();
    all.forEach(series -> finished.addAll(series.files()));
    return finished;
  }

  List<WindowCount> counts() {
    return counter.counts();
  }

  /** Deletes what was written. */
  void discard() throws IOException {
    for (FileSeries series : all) {
      series.discard();
    }
  }

  /** Frees what unfinished files hold; they are of no use after this. */
  void abandon() throws IOException {
    for (FileSeries series : all) {
      series.abandon();
    }
  }
}
