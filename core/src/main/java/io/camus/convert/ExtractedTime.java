package io.camus.convert;

import io.camus.model.RejectionCause;
import io.camus.plugin.EventTimeProvider.Extractor;
import io.camus.spi.ConvertingDecoder;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import io.camus.time.EventTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Records whose event time a plug-in finds. */
public final class ExtractedTime extends ConvertingDecoder {
  private final Extractor extractor;
  private final String name;
  private final boolean required;

  /**
   * @param name of the extractor, for people
   * @param required whether a record without an event time is rejected, instead of using Kafka's
   */
  public ExtractedTime(Decoder decoder, Extractor extractor, String name, boolean required) {
    super(decoder);
    this.extractor = extractor;
    this.name = name;
    this.required = required;
  }

  @Override
  public List<String> eventTimeFields() {
    return List.of(name);
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    set(to, datum.type, datum.bytes, datum.length).offset = datum.offset;
    OptionalLong found = extractor.millis(record, datum);
    long millis = found.orElse(record.timestampMillis());
    if (found.isEmpty() && (required || millis == -1)) {
      return noTime("no event time: " + name + " found none");
    } else if (millis < EventTime.FIRST_MILLIS || millis > EventTime.LAST_MILLIS) {
      return noTime(
          String.format(
              Locale.ROOT, "the event time, %d ms, is not in the years 0 to 9999", millis));
    }
    to.eventTimeMillis = millis;
    to.eventTimeSource = found.isPresent() ? Datum.FIRST_FIELD : Datum.FIELD_MISSING;
    to.unreadTime = null;
    return to;
  }

  private static Decoded noTime(String why) {
    return new Decoded.Rejected(RejectionCause.NO_EVENT_TIME, why);
  }
}
