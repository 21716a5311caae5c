package io.camus.staging;

import io.camus.commit.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * An output stream that knows the length and the digest of what went through it. To close it ends
 * nothing but itself.
 */
final class DigestedStream extends OutputStream {
  private final OutputStream out;
  private final CRC32C checksum = new CRC32C();
  private long length;

  DigestedStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    checksum.update(b);
    length++;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    checksum.update(bytes, offset, count);
    length += count;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  long length() {
    return length;
  }

  String digest() {
    return Digest.of(checksum);
  }
}
