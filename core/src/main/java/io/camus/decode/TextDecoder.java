package io.camus.decode;

import io.camus.format.LineFileFormat;
import io.camus.model.RejectionCause;
import io.camus.spi.Datum;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records of UTF-8 text, each a line of its own. Their event time is Kafka's. */
public final class TextDecoder implements Decoder {
  private final Delimiter delimiter;
  private final Datum datum = new Datum();

  /**
   * @param format writes the lines; its delimiter may not occur in them
   */
  public TextDecoder(LineFileFormat format) {
    delimiter = new Delimiter(format.delimiter());
    datum.type = new DatumType(format, Optional.empty(), Map.of());
    datum.server = AuditFields.UNKNOWN_SERVER;
    datum.service = AuditFields.UNKNOWN_SERVICE;
  }

  @Override
  public Decoded decode(SourceRecord record) {
    ByteBuffer value = record.value();
    if (value == null) {
      return new Decoded.Rejected(RejectionCause.NULL_VALUE, "a null value");
    }
    byte[] bytes = value.array();
    int from = value.arrayOffset() + value.position();
    int to = from + value.remaining();
    int fault = Utf8.firstFault(bytes, from, to);
    if (fault < to) {
      return malformed(
          String.format(Locale.ROOT, "byte %d of %d is not UTF-8", fault - from, to - from));
    }
    if (delimiter.splits(bytes, from, to)) {
      return malformed(
          String.format(
                  Locale.ROOT,
                  "the text contains the record delimiter %s: use the decoder bytes, or another",
                  delimiter)
              + " etl.output.record.delimiter");
    }
    datum.bytes = bytes;
    datum.offset = from;
    datum.length = to - from;
    return KafkaTime.complete(datum, record);
  }

  @Override
  public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return DecoderHint.of("text", record, rejected);
  }

  private static Decoded malformed(String message) {
    return new Decoded.Rejected(RejectionCause.MALFORMED, message);
  }
}
