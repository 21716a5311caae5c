package io.camus.it.check;

/** Takes the records of one file, in their order. */
@FunctionalInterface
interface RecordSink {
  void record(Fingerprint fingerprint);
}
