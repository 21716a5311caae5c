package io.camus.pull;

import io.camus.commit.PercentBudget;
import io.camus.config.FileScope;
import io.camus.config.NullValuePolicy;
import io.camus.format.Lines;
import io.camus.spi.Decoder;
import io.camus.spi.FileFormat;
import io.camus.spi.Partitioner;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;

/** Topics of which any number of records may be rejected. */
public final class Generous {
  private Generous() {}

  /** With files of any size, each of one partition. */
  public static TopicPull topic(
      Decoder decoder, Partitioner partitioner, StorePath directory, NullValuePolicy nullValues) {
    return topic(
        decoder,
        partitioner,
        directory,
        Lines.TEXT,
        nullValues,
        FileScope.PARTITION,
        Long.MAX_VALUE);
  }

  public static TopicPull topic(
      Decoder decoder,
      Partitioner partitioner,
      StorePath directory,
      FileFormat format,
      NullValuePolicy nullValues,
      FileScope filesPer,
      long targetFileBytes) {
    return new TopicPull(
        decoder,
        new GroupFiles.Destination(partitioner, directory, format, targetFileBytes),
        nullValues,
        filesPer,
        PercentBudget.Limits.NONE);
  }
}
