package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The content of a marker file: a bucket is complete, and what it holds.
 *
 * @param topic the topic
 * @param directory the bucket's directory, absolute
 * @param begin begin of the bucket, inclusive
 * @param end end of the bucket, exclusive
 * @param files number of data files, late ones included
 * @param records number of records, late ones included
 * @param lateFiles data files that were committed after the bucket was closed
 * @param lateRecords their records
 * @param record number of the commit record that closed the bucket, or counted its last late file
 * @param seen the ends of all partitions that prove it
 * @param settle how long records could arrive in time
 * @param tiers the tiers that counted what the brokers held in the bucket; empty if none had to
 *     balance
 */
public record BucketMarker(
    String topic,
    String directory,
    Instant begin,
    Instant end,
    long files,
    long records,
    long lateFiles,
    long lateRecords,
    long record,
    EndOffsets seen,
    Duration settle,
    List<String> tiers) {
  public BucketMarker {
    requireNonNull(topic, "topic");
    requireNonNull(directory, "directory");
    requireNonNull(begin, "begin");
    requireNonNull(end, "end");
    requireNonNull(seen, "seen");
    requireNonNull(settle, "settle");
    tiers = List.copyOf(tiers);
  }

  /**
   * The marker of a bucket that was closed for the first time.
   *
   * @param number the number of the commit record
   */
  public static BucketMarker of(Completion completion, Completion.Bucket bucket, long number) {
    return new BucketMarker(
        completion.topic(),
        bucket.sums().directory(),
        bucket.begin().orElseThrow(),
        bucket.end().orElseThrow(),
        bucket.sums().files(),
        bucket.sums().records(),
        0,
        0,
        number,
        completion.seen(),
        completion.settle(),
        completion.tiers());
  }

  /** The marker with late files, which a later record counts. */
  public BucketMarker renewed(Completion completion, BucketSums late, long number) {
    return new BucketMarker(
        topic,
        directory,
        begin,
        end,
        files + late.files(),
        records + late.records(),
        lateFiles + late.files(),
        lateRecords + late.records(),
        number,
        completion.seen(),
        completion.settle(),
        tiers);
  }
}
