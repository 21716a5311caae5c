package io.camus.spi;

import java.util.List;
import java.util.Optional;

/**
 * Turns a Kafka record into a datum. There is one decoder per topic and task attempt, used by one
 * thread.
 */
public interface Decoder {

  /**
   * Decodes one record. A bad record is a result, not an exception.
   *
   * @return a {@link Decoded.Datum}, valid until the next call, or what is wrong with the record
   * @throws io.camus.model.SchemaUnavailableException if the registry does not answer; the task
   *     attempt fails
   */
  Decoded decode(SourceRecord record);

  /**
   * The candidate fields of the event time, in the order of {@link Decoded.Datum#eventTimeSource}.
   */
  default List<String> eventTimeFields() {
    return List.of();
  }

  /**
   * A hint for records like a rejected one, for people. Called for a few records only.
   *
   * @return for example {@code starts with 0x7b, looks like JSON: set ...}; empty if there is no
   *     hint
   */
  default Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return Optional.empty();
  }
}
