package io.camus.convert;

import io.camus.format.RecordBuffer;
import io.camus.spi.ConvertingDecoder;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Texts, and JSON objects, as records with one field, {@code value}. */
public final class TextRecords extends ConvertingDecoder {
  /** {@code io.camus.Text}. */
  public static final Schema SCHEMA =
      SchemaBuilder.record("Text")
          .namespace("io.camus")
          .fields()
          .requiredString("value")
          .endRecord();

  private final DatumType type = DatumType.of(SCHEMA);
  private final RecordBuffer buffer = new RecordBuffer();

  /**
   * @param decoder returns UTF-8
   */
  public TextRecords(Decoder decoder) {
    super(decoder);
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    buffer.clear();
    buffer.writeBytes(datum.bytes, datum.offset, datum.length);
    return set(to, type, buffer.array(), buffer.length());
  }
}
