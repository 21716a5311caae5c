package io.camus.spi;

import io.camus.spi.Decoded.Datum;
import java.util.List;
import java.util.Optional;

/** A decoder that converts the data of another one; rejected records stay rejected. */
public abstract class ConvertingDecoder implements Decoder {
  private final Decoder decoder;
  private final Datum converted = new Datum();

  protected ConvertingDecoder(Decoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public final Decoded decode(SourceRecord record) {
    Decoded decoded = decoder.decode(record);
    if (!(decoded instanceof Datum datum)) {
      return decoded;
    }
    converted.setFacts(datum);
    return convert(datum, record, converted);
  }

  /**
   * Converts a datum.
   *
   * @param to has the datum's facts, such as its event time; gets type and bytes
   * @return {@code to}, or why the record is rejected
   */
  protected abstract Decoded convert(Datum datum, SourceRecord record, Datum to);

  /** Sets the type and bytes of a datum. */
  protected static Datum set(Datum datum, DatumType type, byte[] bytes, int length) {
    datum.type = type;
    datum.bytes = bytes;
    datum.offset = 0;
    datum.length = length;
    return datum;
  }

  @Override
  public List<String> eventTimeFields() {
    return decoder.eventTimeFields();
  }

  @Override
  public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return decoder.hint(record, rejected);
  }
}
