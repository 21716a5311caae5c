package io.camus.spi;

import io.camus.model.RejectionCause;

/** What a decoder made of a record. */
public sealed interface Decoded {

  /**
   * A record that cannot be written as data; it becomes a dead letter.
   *
   * @param cause the kind of fault, which decides the error budget
   * @param message what is wrong, for people, without the record's place
   */
  record Rejected(RejectionCause cause, String message) implements Decoded {
    /** A record whose bytes are not what its decoder reads. */
    public static Rejected malformed(String message) {
      return new Rejected(RejectionCause.MALFORMED, message);
    }
  }

  /**
   * A decoded record, ready to be appended: a slice of bytes and the few facts that the pipeline
   * needs. Its decoder fills it again for the next record, so it is valid until the next call of
   * {@link Decoder#decode}.
   */
  final class Datum implements Decoded {
    /** The event time is Kafka's, and no field was expected to hold one. */
    public static final int KAFKA_TIME = 0;

    /** The event time is Kafka's, since the record has none of the fields. */
    public static final int FIELD_MISSING = 1;

    /** The event time is Kafka's, since none of the record's fields can be read. */
    public static final int FIELD_UNREADABLE = 2;

    /** The event time is from the first of {@link Decoder#eventTimeFields}; then the next ones. */
    public static final int FIRST_FIELD = 3;

    /** What kind of file can hold the bytes; compared by identity. */
    public DatumType type;

    /** Holds the bytes to append, at {@code [offset, offset + length)}. */
    public byte[] bytes;

    public int offset;
    public int length;

    /**
     * Whether characters of the record are written as others, from which they can be told again.
     */
    public boolean escaped;

    /** Whether a line break at the record's end is not written. */
    public boolean trimmed;

    /** CRC32C of the bytes. No decoder knows it: it is taken for the digests. */
    public long crc32c;

    /** Event time, milliseconds since the epoch. */
    public long eventTimeMillis;

    /** Where the event time comes from: one of the constants, or a field's number above them. */
    public int eventTimeSource;

    /** The field and what it holds, for people, if the source is {@link #FIELD_UNREADABLE}. */
    public String unreadTime;

    /** Who produced the record; never null, {@code unknown_server} where it does not say. */
    public String server;

    /** What produced the record; never null, {@code unknown_service} where it does not say. */
    public String service;
  }
}
