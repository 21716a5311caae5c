package io.camus.decode;

import io.camus.config.LineBreakPolicy;
import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes records of UTF-8 text. The event time is Kafka's timestamp. In files of lines, a policy
 * handles line breaks in the text. With any other delimiter a text may contain line breaks, and
 * becomes a dead letter if it contains the delimiter. Formats without a delimiter hold any text.
 */
public final class TextDecoder implements Decoder {
  private final Optional<Delimiter> delimiter;
  private final boolean lines;
  private final LineBreakPolicy policy;
  private final LineBreaks breaks = new LineBreaks();
  private final Datum datum = new Datum();

  /**
   * @param delimiter ends each record of a file; empty if the format needs none
   * @param policy for line breaks in a text, if the delimiter is one
   */
  public TextDecoder(Optional<byte[]> delimiter, LineBreakPolicy policy) {
    this.delimiter = delimiter.map(Delimiter::new);
    this.lines = this.delimiter.filter(Delimiter::isLineBreak).isPresent();
    this.policy = policy;
    datum.type = DatumType.lines();
    datum.origin = AuditFields.UNKNOWN;
  }

  @Override
  public Decoded decode(SourceRecord record) {
    ByteBuffer value = record.value();
    if (value == null) {
      return new Decoded.Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)");
    }
    datum.bytes = value.array();
    datum.offset = value.arrayOffset() + value.position();
    datum.length = value.remaining();
    datum.escaped = false;
    datum.trimmed = false;
    int to = datum.offset + datum.length;
    int special = lines ? LineBreaks.firstSpecial(datum.bytes, datum.offset, to) : datum.offset;
    if (special < to) {
      int fault = Utf8.firstFault(datum.bytes, special, to);
      if (fault < to) {
        return Decoded.Rejected.malformed(
            String.format(
                Locale.ROOT, "byte %d of %d is not UTF-8", fault - datum.offset, datum.length));
      }
      Optional<String> refusal = lines ? lineBreak(special) : split(to);
      if (refusal.isPresent()) {
        return Decoded.Rejected.malformed(refusal.get());
      }
    }
    return KafkaTime.complete(datum, record);
  }

  @Override
  public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return DecoderHint.of("text", record, rejected);
  }

  /** Makes the text one line, or reports why it cannot be one. */
  private Optional<String> lineBreak(int special) {
    int to = datum.offset + datum.length;
    if (policy == LineBreakPolicy.DEAD_LETTER) {
      int at = LineBreaks.first(datum.bytes, special, to);
      return at == to
          ? Optional.empty()
          : Optional.of(
              String.format(
                      Locale.ROOT,
                      "byte %d of %d is a line break, 0x%02x, which would end the line for readers:"
                          + " set",
                      at - datum.offset,
                      datum.length,
                      datum.bytes[at])
                  + " camus.message.text.line.breaks to escape or trim for this topic");
    }
    if (policy == LineBreakPolicy.TRIM) {
      int length = LineBreaks.lengthBeforeLast(datum.bytes, datum.offset, datum.length);
      datum.trimmed = length < datum.length;
      datum.length = length;
    }
    if (special < datum.offset + datum.length) {
      breaks.escape(datum, special);
      datum.escaped = true;
    }
    return Optional.empty();
  }

  private Optional<String> split(int to) {
    return delimiter
        .filter(it -> it.splits(datum.bytes, datum.offset, to))
        .map(it -> it.splitInWords("text"));
  }
}
