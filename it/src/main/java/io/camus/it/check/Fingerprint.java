package io.camus.it.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;

/**
 * The first 128 bits of a SHA-256 over a record's schema and bytes.
 *
 * @param high first 64 bits
 * @param low next 64 bits
 */
record Fingerprint(long high, long low) {

  /** Makes fingerprints of records under one schema. Not safe for use by several threads. */
  static final class Maker {
    private final MessageDigest digest;
    private final byte[] prefix;

    /** For records under an Avro schema. */
    static Maker of(Schema schema) {
      return new Maker(schema.toString());
    }

    /** For records without their own schema: lines, raw records. */
    static Maker ofOneShape() {
      return new Maker("");
    }

    private Maker(String prefix) {
      try {
        digest = MessageDigest.getInstance("SHA-256");
        this.prefix = digest.digest(prefix.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    Fingerprint of(byte[] bytes, int offset, int length) {
      digest.update(prefix);
      digest.update(bytes, offset, length);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      return new Fingerprint(hash.getLong(), hash.getLong());
    }

    Fingerprint of(byte[] bytes) {
      return of(bytes, 0, bytes.length);
    }
  }
}
