package io.camus.pull;

import io.camus.commit.PercentBudget;
import io.camus.config.FileScope;
import io.camus.config.NullValuePolicy;
import io.camus.spi.Decoder;
import io.camus.spi.Partitioner;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;

/**
 * How the records of one topic are handled within a task attempt.
 *
 * @param decoder used by this attempt only
 * @param partitioner names the buckets
 * @param directory where the topic's data go
 * @param nullValues what to do with tombstones that the decoder does not take
 * @param filesPer whose records share a file
 * @param targetFileBytes size at which a data file is followed by another
 * @param budget how many records may be rejected; the driver judges, and an attempt only stops when
 *     the verdict is certain
 */
public record TopicPull(
    Decoder decoder,
    Partitioner partitioner,
    StorePath directory,
    NullValuePolicy nullValues,
    FileScope filesPer,
    long targetFileBytes,
    PercentBudget.Limits budget) {

  GroupFiles.Destination destination() {
    return new GroupFiles.Destination(partitioner, directory, targetFileBytes);
  }

  /** Without an error budget. */
  public TopicPull(
      Decoder decoder,
      Partitioner partitioner,
      StorePath directory,
      NullValuePolicy nullValues,
      FileScope filesPer,
      long targetFileBytes) {
    this(
        decoder,
        partitioner,
        directory,
        nullValues,
        filesPer,
        targetFileBytes,
        PercentBudget.Limits.NONE);
  }

  /** Of a topic that could not be set up; its first record tells why. */
  static TopicPull impossible(Throwable why) {
    return new TopicPull(
        record -> {
          throw new IllegalStateException("the topic could not be set up", why);
        },
        eventTimeMillis -> {
          throw new IllegalStateException("the topic could not be set up", why);
        },
        new StorePath("/"),
        NullValuePolicy.DEAD_LETTER);
  }

  /** With files of any size, each of one partition. */
  public TopicPull(
      Decoder decoder, Partitioner partitioner, StorePath directory, NullValuePolicy nullValues) {
    this(decoder, partitioner, directory, nullValues, FileScope.PARTITION, Long.MAX_VALUE);
  }
}
