package io.camus.it.demo;

import java.time.Instant;

/**
 * Messages to produce.
 *
 * @param messages about how many in all topics together
 * @param from event time of the first
 * @param to event time of the last
 * @param seed of everything that is random in them
 * @param flaws which of them are not as they should be
 */
record Batch(long messages, Instant from, Instant to, long seed, Flaws flaws) {

  /** Whether a batch holds messages that cannot be decoded. */
  enum Flaws {
    /** All of it is sound, though some is late. */
    NONE,
    /** One message in 20,000 of a topic is garbage, one names a schema that nobody knows. */
    SOME
  }

  /** One of this many messages of a topic has a flaw of one kind: far below the error budget. */
  private static final int SOUND_PER_FLAW = 20_000;

  /** The number of messages of a feed. */
  int of(Feed feed) {
    return Math.toIntExact(messages * feed.percent() / 100);
  }

  /** The number of garbage messages among a feed's, and of those with an unknown schema. */
  int flawsOf(Feed feed) {
    return flaws == Flaws.NONE ? 0 : of(feed) / SOUND_PER_FLAW;
  }
}
