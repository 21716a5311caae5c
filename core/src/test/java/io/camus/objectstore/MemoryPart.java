package io.camus.objectstore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;

/** A part in memory. */
public final class MemoryPart implements PartBuffer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void write(byte[] source, int offset, int length) {
    bytes.write(source, offset, length);
  }

  @Override
  public long length() {
    return bytes.size();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @Override
  public void clear() {
    bytes.reset();
  }

  @Override
  public void close() {
    // It holds memory only.
  }
}
