package io.camus.format;

import io.camus.spi.ConvertingDecoder;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Flat records as rows of CSV, without the line break after them. */
final class AvroToCsv extends ConvertingDecoder {
  private final CsvDialect dialect;
  private final boolean header;
  private final Map<DatumType, CsvColumns> known = new HashMap<>();
  private final StringBuilder row = new StringBuilder();
  private final ScalarSink values = new Values();
  private BinaryDecoder avro;

  /**
   * @param decoder returns Avro binary
   * @param header whether files begin with the names of the columns
   */
  AvroToCsv(Decoder decoder, CsvDialect dialect, boolean header) {
    super(decoder);
    this.dialect = dialect;
    this.header = header;
  }

  @Override
  protected Decoded convert(Datum datum, SourceRecord record, Datum to) {
    CsvColumns columns =
        known.computeIfAbsent(
            datum.type, type -> CsvColumns.of(type.schema().orElseThrow(), dialect, header));
    avro = DecoderFactory.get().binaryDecoder(datum.bytes, datum.offset, datum.length, avro);
    row.setLength(0);
    int column = 0;
    try {
      AvroScalars scalars = new AvroScalars(avro, values);
      for (Schema type : columns.types()) {
        if (column > 0) {
          row.append(dialect.separator());
        }
        scalars.write(
            type.getType() == Schema.Type.UNION ? type.getTypes().get(avro.readIndex()) : type);
        column++;
      }
    } catch (CharacterCodingException e) {
      return Decoded.Rejected.malformed(
          String.format(
              Locale.ROOT,
              "the text in column %d is not UTF-8, and CSV holds no other text",
              column + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = CsvDialect.bytes(row);
    return set(to, columns.row(), bytes, bytes.length);
  }

  /** Appends values to the row. */
  private final class Values implements ScalarSink {
    @Override
    public void nothing() {
      row.append(dialect.nullText());
    }

    @Override
    public void bool(boolean value) {
      text(Boolean.toString(value));
    }

    @Override
    public void number(long value) {
      text(Long.toString(value));
    }

    @Override
    public void number(float value) {
      text(Float.toString(value));
    }

    @Override
    public void number(double value) {
      text(Double.toString(value));
    }

    @Override
    public void decimal(String digits) {
      text(digits);
    }

    @Override
    public void text(String value) {
      dialect.append(row, value);
    }

    @Override
    public void bytes(byte[] value) {
      text(Base64.getEncoder().encodeToString(value));
    }
  }
}
