package io.camus.pull;

import io.camus.commit.PercentBudget;
import io.camus.config.FileScope;
import io.camus.config.NullValuePolicy;
import io.camus.format.DeadLetters;
import io.camus.spi.Decoder;
import io.camus.spi.StorePath;
import io.camus.staging.GroupFiles;

/**
 * How a task attempt handles the records of one topic.
 *
 * @param decoder used by this attempt only
 * @param destination its data files' destination
 * @param nullValues what to do with tombstones that the decoder rejects
 * @param filesPer which records share a file
 * @param budget how many records may be rejected; the driver decides, and an attempt stops only if
 *     the verdict is certain
 */
public record TopicPull(
    Decoder decoder,
    GroupFiles.Destination destination,
    NullValuePolicy nullValues,
    FileScope filesPer,
    PercentBudget.Limits budget) {

  /** For a topic that could not be set up; its first record reports why. */
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
            DeadLetters.FORMAT,
            Long.MAX_VALUE),
        NullValuePolicy.DEAD_LETTER,
        FileScope.PARTITION,
        PercentBudget.Limits.NONE);
  }
}
