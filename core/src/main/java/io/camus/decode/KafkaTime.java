package io.camus.decode;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.EventTime;
import java.util.Locale;

/** Kafka's own time of a record, the last resort of every decoder. */
final class KafkaTime {
  private KafkaTime() {}

  /** Takes Kafka's time as the datum's event time, as it should be; or says that it has none. */
  static Decoded complete(Datum datum, SourceRecord record) {
    return complete(datum, record, Datum.KAFKA_TIME);
  }

  /**
   * Takes Kafka's time as the datum's event time, or says that it has none.
   *
   * @param source why it is Kafka's
   */
  static Decoded complete(Datum datum, SourceRecord record, int source) {
    datum.eventTimeSource = source;
    long millis = record.timestampMillis();
    if (millis == -1) {
      return new Decoded.Rejected(
          RejectionCause.NO_EVENT_TIME,
          "no readable event time in the record, and Kafka has none of it either");
    }
    if (millis < EventTime.FIRST_MILLIS || millis > EventTime.LAST_MILLIS) {
      return new Decoded.Rejected(
          RejectionCause.NO_EVENT_TIME,
          String.format(
                  Locale.ROOT,
                  "no readable event time in the record, and Kafka's own, %d ms, is not in the years 0 to",
                  millis)
              + " 9999");
    }
    datum.eventTimeMillis = millis;
    return datum;
  }
}
