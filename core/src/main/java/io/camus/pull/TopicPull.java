package io.camus.pull;

import io.camus.commit.PercentBudget;
import io.camus.config.FileScope;
import io.camus.config.NullValuePolicy;
import io.camus.spi.Decoder;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;

/**
 * How the records of one topic are handled within a task attempt.
 *
 * @param decoder used by this attempt only
 * @param destination where its data files go
 * @param nullValues what to do with tombstones that the decoder does not take
 * @param filesPer whose records share a file
 * @param budget how many records may be rejected; the driver judges, and an attempt only stops when
 *     the verdict is certain
 */
public record TopicPull(
    Decoder decoder,
    GroupFiles.Destination destination,
    NullValuePolicy nullValues,
    FileScope filesPer,
    PercentBudget.Limits budget) {

  /** Of a topic that could not be set up; its first record tells why. */
  static TopicPull impossible(Throwable why) {
    return new TopicPull(
        record -> {
          throw new IllegalStateException("the topic could not be set up", why);
        },
        new GroupFiles.Destination(
            eventTimeMillis -> {
              throw new IllegalStateException("the topic could not be set up", why);
            },
            new StorePath("/"),
            Long.MAX_VALUE),
        NullValuePolicy.DEAD_LETTER,
        FileScope.PARTITION,
        PercentBudget.Limits.NONE);
  }
}
