package io.camus.commit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32C;

/** The digest of a file's bytes as manifests and records write it: {@code crc32c:0a1b2c3d}. */
public final class Digest {
  private Digest() {}

  /** In its text form. */
  public static String of(CRC32C checksum) {
    return String.format(Locale.ROOT, "crc32c:%08x", checksum.getValue());
  }

  /** Of the rest of a stream. */
  public static String of(InputStream in) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
      checksum.update(buffer, 0, n);
    }
    return of(checksum);
  }
}
