package io.camus.it.demo;

import io.camus.audit.producer.EventTimeExtractor;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Gives the producers' tier the event time of the demo's messages, in a header. */
public final class EventTimeHeader implements EventTimeExtractor {
  private static final String NAME = "event-time";
  private static final long NONE = -1;

  /** An extractor for the interceptor, which creates it. */
  public EventTimeHeader() {}

  /** Adds the header to a message. */
  static void add(ProducerRecord<?, ?> message, long eventMillis) {
    message.headers().add(NAME, ByteBuffer.allocate(Long.BYTES).putLong(0, eventMillis).array());
  }

  @Override
  public long eventTimeMillis(ProducerRecord<?, ?> message) {
    Header header = message.headers().lastHeader(NAME);
    return header == null ? NONE : ByteBuffer.wrap(header.value()).getLong();
  }
}
