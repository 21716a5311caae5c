package io.camus.audit.producer;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Configurable;

/**
 * Tells the event time of a record that is about to be sent, where that is not the record's
 * timestamp. Has to be public, with a public constructor without parameters. Called by the threads
 * that send, so it must be safe for use by several.
 */
public interface EventTimeExtractor extends Configurable {

  /**
   * The event time, in milliseconds since the epoch; negative if the record has none, so that its
   * timestamp counts. An exception counts as none.
   */
  long eventTimeMillis(ProducerRecord<?, ?> record);

  /** Takes the settings of the producer. */
  @Override
  default void configure(Map<String, ?> settings) {}
}
