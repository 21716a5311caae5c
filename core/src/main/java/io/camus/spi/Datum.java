package io.camus.spi;

/**
 * A decoded record, ready to be appended: a slice of bytes and the few facts that the pipeline
 * needs. Its decoder fills it again for the next record, so it is valid until the next call of
 * {@link Decoder#decode}.
 */
public final class Datum implements Decoded {
  /** What kind of file can hold the bytes; compared by identity. */
  public DatumType type;

  /** Holds the bytes to append, at {@code [offset, offset + length)}. */
  public byte[] bytes;

  public int offset;
  public int length;

  /** CRC32C of the bytes. No decoder knows it: it is taken for the digests. */
  public long crc32c;

  /** Event time, milliseconds since the epoch. */
  public long eventTimeMillis;

  /** Who produced the record; never null, {@code unknown_server} where it does not say. */
  public String server;

  /** What produced the record; never null, {@code unknown_service} where it does not say. */
  public String service;
}
