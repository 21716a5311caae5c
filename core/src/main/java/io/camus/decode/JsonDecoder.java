package io.camus.decode;

import io.camus.model.RejectionCause;
import io.camus.spi.DatumType;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes records that are one JSON object each, in strict UTF-8. They are written unchanged,
 * except that line breaks between tokens become spaces in files of lines. If an object has a
 * duplicate name, the last one counts, as for readers.
 */
public final class JsonDecoder implements Decoder {
  private final RecordFacts facts;
  private final JsonScanner scanner;
  private final Optional<Delimiter> delimiter;
  private final Optional<Delimiter> splitting;
  private final Datum datum = new Datum();
  private byte[] lineBytes = new byte[0];

  /**
   * @param delimiter ends each record of a file, and may not occur in one; empty if the format
   *     needs none
   */
  public JsonDecoder(Optional<byte[]> delimiter, EventTimeRule time, AuditFields audit) {
    facts = new RecordFacts(time, audit);
    scanner = new JsonScanner(facts.tree(), facts.captures());
    this.delimiter = delimiter.map(Delimiter::new);
    splitting = this.delimiter.filter(Delimiter::maySplitJson);
    datum.type = DatumType.lines();
  }

  @Override
  public List<String> eventTimeFields() {
    return facts.eventTimeFields();
  }

  @Override
  public Decoded decode(SourceRecord record) {
    ByteBuffer value = record.value();
    if (value == null) {
      return new Decoded.Rejected(RejectionCause.NULL_VALUE, "null value (tombstone)");
    }
    byte[] bytes = value.array();
    int from = value.arrayOffset() + value.position();
    int length = value.remaining();
    if (!scanner.accepts(bytes, from, from + length)) {
      return Decoded.Rejected.malformed(fault(bytes, from, length));
    }
    datum.bytes = bytes;
    datum.offset = from;
    datum.length = length;
    if (delimiter.isPresent() && scanner.lineBreaks()) {
      joinLines();
    }
    if (splitting.isPresent()
        && splitting.get().splits(datum.bytes, datum.offset, datum.offset + length)) {
      return Decoded.Rejected.malformed(splitting.get().splitInWords("object"));
    }
    return facts.complete(datum, record);
  }

  private String fault(byte[] bytes, int from, int length) {
    int fault = Utf8.firstFault(bytes, from, from + length);
    if (fault < from + length) {
      return String.format(Locale.ROOT, "byte %d of %d is not UTF-8", fault - from, length);
    }
    JsonFault found = scanner.fault();
    return String.format(Locale.ROOT, "byte %d of %d: %s", found.position(), length, found.what());
  }

  @Override
  public Optional<String> hint(SourceRecord record, Decoded.Rejected rejected) {
    return DecoderHint.of("json", record, rejected);
  }

  /**
   * Replaces line breaks by spaces, in a copy: the record's own bytes may still become a dead
   * letter.
   */
  private void joinLines() {
    int end = datum.offset + datum.length;
    int at = LineBreaks.first(datum.bytes, datum.offset, end);
    if (lineBytes.length < datum.length) {
      lineBytes = new byte[Math.max(1024, datum.length)];
    }
    System.arraycopy(datum.bytes, datum.offset, lineBytes, 0, datum.length);
    for (int i = at - datum.offset; i < datum.length; i++) {
      if (LineBreaks.isBreak(lineBytes[i])) {
        lineBytes[i] = ' ';
      }
    }
    datum.bytes = lineBytes;
    datum.offset = 0;
  }
}
