package io.camus.spi;

import io.camus.model.RejectionCause;

/** What a decoder made of a record. */
public sealed interface Decoded permits Datum, Decoded.Rejected {

  /**
   * A record that cannot be written as data; it becomes a dead letter.
   *
   * @param cause the kind of fault, which decides the error budget
   * @param message what is wrong, for people, without the record's place
   */
  record Rejected(RejectionCause cause, String message) implements Decoded {}
}
