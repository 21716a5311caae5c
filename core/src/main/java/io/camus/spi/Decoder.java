package io.camus.spi;

import java.util.List;
import java.util.Optional;

/**
 * Turns a Kafka record into a datum. There is one decoder a topic and task attempt, used by one
 * thread; nothing of it outlives the attempt.
 */
public interface Decoder {

  /**
   * Decodes one record. A bad record is an answer, not an exception.
   *
   * @return a {@link Decoded.Datum}, valid until the next call, or what is wrong with the record
   * @throws io.camus.model.SchemaUnavailableException if the registry cannot be asked now; the task
   *     attempt fails
   */
  Decoded decode(SourceRecord record);

  /**
   * The fields that may hold the event time, in the order of {@link Decoded.Datum#eventTimeSource}.
   */
  default List<String> eventTimeFields() {
    return List.of();
  }

  /**
   * What to do about records like one that this decoder has rejected, for people. Asked for a few
   * records only.
   *
   * @return for example {@code starts with 0x7b, looks like JSON: set ...}; empty if it cannot tell
   */
  default Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return Optional.empty();
  }
}
