package io.camus.books;

import java.time.Instant;

/**
 * A producer that counts, and has not closed: what it sent after its last event is in no count. It
 * may also still run, without sending anything.
 *
 * @param instance its id
 * @param lastSequence the largest number of one of its counts
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
