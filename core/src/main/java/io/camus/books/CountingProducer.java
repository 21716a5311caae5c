package io.camus.books;

import java.time.Instant;

/**
 * A counting producer that has not closed: no count includes what it sent after its last event. It
 * may still be running without sending anything.
 *
 * @param instance its id
 * @param lastSequence the largest sequence number of its events
 * @param lastPosted when its last event was posted
 */
public record CountingProducer(
    String instance,
    String tier,
    String server,
    String service,
    long lastSequence,
    Instant lastPosted) {

  /** For people. */
  String inWords() {
    return service + " on " + server;
  }
}
