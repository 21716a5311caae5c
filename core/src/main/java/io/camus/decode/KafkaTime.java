package io.camus.decode;

import io.camus.model.RejectionCause;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.SourceRecord;
import io.camus.time.EventTime;
import java.util.Locale;

/** Kafka's timestamp of a record, the fallback of every decoder, also of plug-ins. */
public final class KafkaTime {
  private KafkaTime() {}

  /** Uses Kafka's timestamp as the datum's event time, by design, or reports that there is none. */
  public static Decoded complete(Datum datum, SourceRecord record) {
    return complete(datum, record, Datum.KAFKA_TIME);
  }

  /**
   * Uses Kafka's timestamp as the datum's event time, or reports that there is none.
   *
   * @param source why Kafka's timestamp is used
   */
  static Decoded complete(Datum datum, SourceRecord record, int source) {
    datum.eventTimeSource = source;
    long millis = record.timestampMillis();
    if (millis == -1) {
      return new Decoded.Rejected(
          RejectionCause.NO_EVENT_TIME,
          "no readable event time in the record, and no Kafka timestamp either");
    }
    if (millis < EventTime.FIRST_MILLIS || millis > EventTime.LAST_MILLIS) {
      return new Decoded.Rejected(
          RejectionCause.NO_EVENT_TIME,
          String.format(
                  Locale.ROOT,
                  "no readable event time in the record, and the Kafka timestamp, %d ms, is not in"
                      + " the years 0 to",
                  millis)
              + " 9999");
    }
    datum.eventTimeMillis = millis;
    return datum;
  }
}
