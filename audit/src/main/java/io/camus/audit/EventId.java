package io.camus.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A 16-byte id derived from the content of an event: the same event posted twice has the same id
 * and is counted once (docs/protocol.md, step 7).
 *
 * @param high the first 8 bytes, big-endian
 * @param low the last 8 bytes, big-endian
 */
public record EventId(long high, long low) {
  /** The length in bytes. */
  public static final int LENGTH = 16;

  /**
   * The id of an event of a commit record: the first 16 bytes of a SHA-256 over the record's number
   * and every part. Each part is prefixed with its length, so different lists of parts never
   * collide.
   *
   * @param commitNumber the number of the commit record
   * @param parts what distinguishes the event from the others of that record, in a fixed order
   */
  public static EventId derive(long commitNumber, String... parts) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, commitNumber));
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    return read(ByteBuffer.wrap(digest.digest(), 0, LENGTH));
  }

  /** The id in 16 bytes. */
  public static EventId of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("an event id has 16 bytes, not " + bytes.length);
    }
    return read(ByteBuffer.wrap(bytes));
  }

  /** The 16 bytes, a new array. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
  }

  /** 32 hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(toBytes());
  }

  private static EventId read(ByteBuffer bytes) {
    return new EventId(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
