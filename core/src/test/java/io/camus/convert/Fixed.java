package io.camus.convert;

import io.camus.model.Origin;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;

/** Decodes values that are bare Avro binary, or lines. */
public final class Fixed implements Decoder {
  private final Datum datum = new Datum();

  public Fixed(DatumType type) {
    datum.type = type;
  }

  @Override
  public Decoded decode(SourceRecord record) {
    datum.bytes = record.value().array();
    datum.offset = record.value().arrayOffset() + record.value().position();
    datum.length = record.value().remaining();
    datum.eventTimeMillis = record.timestampMillis();
    datum.eventTimeSource = Datum.KAFKA_TIME;
    datum.origin = new Origin("web1", "shop");
    return datum;
  }
}
