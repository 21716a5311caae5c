package io.camus.staging;

import io.camus.count.RecordCounter;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.WindowCount;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Partitioner;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.StorePath;
import io.camus.staging.FileLabels.InBucket;
import io.camus.staging.SeriesIndex.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The data files of ranges that are committed together, and the counts of what is in them. {@link
 * #write} runs once a record.
 */
public final class GroupFiles {
  private final Destination destination;
  private final AttemptFiles attempt;
  private final FileLabels labels;
  private final List<OffsetRange> ranges;
  private final RecordCounter counter;
  private final GroupFault fault;

  private final SeriesIndex index = new SeriesIndex();
  private final List<FileSeries> all = new ArrayList<>();
  private Place current;
  private int files;
  private int writing;

  /**
   * Where the data files of a topic go.
   *
   * @param partitioner names the buckets
   * @param directory where the topic's data go
   * @param targetFileBytes size at which a data file is followed by another
   */
  public record Destination(Partitioner partitioner, StorePath directory, long targetFileBytes) {}

  /**
   * @param ranges the planned ranges, each of which is released once
   */
  public GroupFiles(
      Destination destination,
      AttemptFiles attempt,
      FileLabels labels,
      RecordCounter counter,
      GroupFault fault,
      List<OffsetRange> ranges) {
    this.destination = destination;
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
  public void write(Datum datum, int range, long offset) throws IOException {
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
      bucket = destination.partitioner().bucket(datum.eventTimeMillis);
      directory = destination.directory().child(bucket.directory());
    } catch (RuntimeException | Error e) {
      throw new UnplacedException(e);
    }
    FileSeries series =
        new FileSeries(
            attempt,
            new FileSeries.Contents(
                DataFile.Kind.DATA, directory, ranges, datum.type, destination.targetFileBytes()),
            new InBucket(labels, bucket.directory()),
            fault,
            () -> ++files);
    Place place = new Place(bucket, datum.type, series);
    index.add(place);
    all.add(series);
    return place;
  }

  /** A range writes no more; the last one that says so ends the files, which frees memory. */
  public void release() throws IOException {
    writing--;
    if (writing == 0) {
      for (FileSeries series : all) {
        series.end();
      }
    }
  }

  /** All files, once every range was released and what was spilled is merged. */
  public List<DataFile> files() {
    List<DataFile> finished = new ArrayList<>();
    all.forEach(series -> finished.addAll(series.files()));
    return finished;
  }

  /** The counts of what was written, as far as they are wanted. */
  public List<WindowCount> counts() {
    return counter.counts();
  }

  /** Deletes what was written. */
  public void discard() throws IOException {
    for (FileSeries series : all) {
      series.discard();
    }
  }

  /** Frees what unfinished files hold; they are of no use after this. */
  public void abandon() throws IOException {
    for (FileSeries series : all) {
      series.abandon();
    }
  }
}
