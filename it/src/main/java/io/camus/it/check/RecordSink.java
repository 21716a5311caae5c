package io.camus.it.check;

/** Receives the records of one file, in order. */
@FunctionalInterface
interface RecordSink {
  void record(Fingerprint fingerprint);
}
