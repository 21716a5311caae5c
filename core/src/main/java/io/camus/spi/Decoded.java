package io.camus.spi;

import io.camus.model.Origin;
import io.camus.model.RejectionCause;

/** The result of decoding a record. */
public sealed interface Decoded {

  /**
   * A record that cannot be written as data; it becomes a dead letter.
   *
   * @param cause the kind of fault, which decides the error budget
   * @param message what is wrong, for people, without the record's place
   */
  record Rejected(RejectionCause cause, String message) implements Decoded {
    /** A record that its decoder cannot read. */
    public static Rejected malformed(String message) {
      return new Rejected(RejectionCause.MALFORMED, message);
    }
  }

  /**
   * A decoded record, ready to be appended: a slice of bytes and the few facts that the pipeline
   * needs. Its decoder reuses it, so it is valid until the next call of {@link Decoder#decode}.
   */
  final class Datum implements Decoded {
    /** The event time is Kafka's timestamp; no field was expected. */
    public static final int KAFKA_TIME = 0;

    /** The event time is Kafka's timestamp, because the record has none of the fields. */
    public static final int FIELD_MISSING = 1;

    /** The event time is Kafka's timestamp, because none of the record's fields can be read. */
    public static final int FIELD_UNREADABLE = 2;

    /** The event time is from the first of {@link Decoder#eventTimeFields}; then the next ones. */
    public static final int FIRST_FIELD = 3;

    /** The kind of file for the bytes; compared by identity. */
    public DatumType type;

    /** The array with the bytes to append, at {@code [offset, offset + length)}. */
    public byte[] bytes;

    public int offset;
    public int length;

    /** Whether characters of the record are escaped, reversibly. */
    public boolean escaped;

    /** Whether a line break at the record's end is dropped. */
    public boolean trimmed;

    /** Whether a part of the record's content is left out, because its form cannot hold it. */
    public boolean reduced;

    /** CRC32C of the bytes. Not set by the decoder, but computed for the digests. */
    public long crc32c;

    /** Event time, milliseconds since the epoch. */
    public long eventTimeMillis;

    /** The source of the event time: one of the constants, or a field's number above them. */
    public int eventTimeSource;

    /** The field and its value, for people, if the source is {@link #FIELD_UNREADABLE}. */
    public String unreadTime;

    /**
     * The producing server and service; never null, {@code unknown_server} and {@code
     * unknown_service} if unknown. Fast if records of the same origin share the object.
     */
    public Origin origin;

    /** Takes over everything but type and bytes from another datum. */
    public void setFacts(Datum other) {
      escaped = other.escaped;
      trimmed = other.trimmed;
      reduced = other.reduced;
      eventTimeMillis = other.eventTimeMillis;
      eventTimeSource = other.eventTimeSource;
      unreadTime = other.unreadTime;
      origin = other.origin;
    }
  }
}
