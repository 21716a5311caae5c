package io.camus.audit.producer;

import java.util.OptionalLong;

/**
 * How many records of a topic in a window of event time were acknowledged. Safe for use by several
 * threads.
 */
final class WindowCount {
  private final String topic;
  private final long sequence;
  private final long beginMillis;
  private final long endMillis;
  private long count;
  private long published;
  private long revision;
  private boolean retired;

  /**
   * @param sequence distinguishes this count from all others of the same instance
   */
  WindowCount(String topic, long sequence, long beginMillis, long endMillis) {
    this.topic = topic;
    this.sequence = sequence;
    this.beginMillis = beginMillis;
    this.endMillis = endMillis;
  }

  /** Whether records of a topic and time are counted here. */
  boolean holds(String ofTopic, long timeMillis) {
    return beginMillis <= timeMillis && timeMillis < endMillis && topic.equals(ofTopic);
  }

  /** Counts a record; false if that has to be done elsewhere. */
  synchronized boolean add() {
    if (retired) {
      return false;
    }
    count++;
    return true;
  }

  /** The count, if it is not the one that was {@link #published} last. Begins a new revision. */
  synchronized OptionalLong news() {
    if (count == published) {
      return OptionalLong.empty();
    }
    revision++;
    return OptionalLong.of(count);
  }

  /** A count was acknowledged. */
  synchronized void published(long acknowledged) {
    published = acknowledged;
  }

  /** Ends this count if all of it is published; whether that is so. */
  synchronized boolean retire() {
    retired = count == published;
    return retired;
  }

  synchronized long revision() {
    return revision;
  }

  String topic() {
    return topic;
  }

  long sequence() {
    return sequence;
  }

  long beginMillis() {
    return beginMillis;
  }

  long endMillis() {
    return endMillis;
  }
}
