package io.camus.staging;

import io.camus.count.RecordCounter;
import io.camus.model.DataFile;
import io.camus.model.OffsetRange;
import io.camus.model.WindowCount;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner;
import io.camus.spi.Partitioner.Bucket;
import io.camus.spi.StorePath;
import io.camus.staging.FileLabels.InBucket;
import io.camus.staging.SeriesIndex.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data files of ranges that are committed together, and their counts. {@link #write} runs once
 * per record.
 */
public final class GroupFiles {
  /** Below the topic's directory: the buckets of late records, if they are separate. */
  public static final String LATE = "late";

  private final Destination destination;
  private final AttemptFiles attempt;
  private final FileLabels labels;
  private final List<OffsetRange> ranges;
  private final RecordCounter counter;
  private final GroupFault fault;
  private final long lateBeforeMillis;

  private final SeriesIndex index = new SeriesIndex();
  private final List<FileSeries> all = new ArrayList<>();
  private Place current;
  private int files;
  private int writing;

  /**
   * The destination of a topic's data files.
   *
   * @param partitioner determines the buckets
   * @param directory the topic's data directory
   * @param format of its data files
   * @param targetFileBytes size at which a new data file is started
   */
  public record Destination(
      Partitioner partitioner, StorePath directory, FileFormat format, long targetFileBytes) {}

  /**
   * @param ranges the planned ranges; release each of them once
   * @param lateBefore records whose bucket ends by then are below {@link #LATE}; empty if none are
   */
  public GroupFiles(
      Destination destination,
      AttemptFiles attempt,
      FileLabels labels,
      RecordCounter counter,
      GroupFault fault,
      List<OffsetRange> ranges,
      Optional<Instant> lateBefore) {
    this.destination = destination;
    this.attempt = attempt;
    this.labels = labels;
    this.counter = counter;
    this.fault = fault;
    this.ranges = List.copyOf(ranges);
    this.writing = ranges.size();
    this.lateBeforeMillis = lateBefore.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  /**
   * Appends a record to the file of its bucket, and counts it.
   *
   * @param range the index of its range in the group
   * @throws UnplacedException if it has no bucket; the group is unchanged
   */
  public void write(Datum datum, int range, long offset) throws IOException {
    if (current == null || !current.holds(datum.type, datum.eventTimeMillis)) {
      current = place(datum);
    }
    current.series().add(datum, range, offset);
    counter.add(datum.eventTimeMillis, datum.origin);
  }

  private Place place(Datum datum) {
    Place known = index.find(datum.type, datum.eventTimeMillis);
    if (known != null) {
      return known;
    }
    Bucket bucket;
    String below;
    StorePath directory;
    try {
      bucket = destination.partitioner().bucket(datum.eventTimeMillis);
      below =
          bucket.endMillis() <= lateBeforeMillis
              ? LATE + "/" + bucket.directory()
              : bucket.directory();
      directory = destination.directory().child(below);
    } catch (RuntimeException | Error e) {
      throw new UnplacedException(e);
    }
    FileSeries series =
        new FileSeries(
            attempt,
            new FileSeries.Contents(
                DataFile.Kind.DATA,
                directory,
                ranges,
                destination.format(),
                datum.type,
                destination.targetFileBytes()),
            new InBucket(labels, below),
            fault,
            () -> ++files);
    Place place = new Place(bucket, datum.type, series);
    index.add(place);
    all.add(series);
    return place;
  }

  /** A range is finished; the last one ends the files, which frees memory. */
  public void release() throws IOException {
    writing--;
    if (writing == 0) {
      for (FileSeries series : all) {
        series.end();
      }
    }
  }

  /** All files, after every range was released and spilled records were merged. */
  public List<DataFile> files() {
    List<DataFile> finished = new ArrayList<>();
    all.forEach(series -> finished.addAll(series.files()));
    return finished;
  }

  /** The counts of the written records, if counts are on. */
  public List<WindowCount> counts() {
    return counter.counts();
  }

  /** Deletes what was written. */
  public void discard() throws IOException {
    for (FileSeries series : all) {
      series.discard();
    }
  }

  /** Frees unfinished files; do not use this object afterwards. */
  public void abandon() throws IOException {
    for (FileSeries series : all) {
      series.abandon();
    }
  }
}
