package io.camus.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A file on a disk that is full after some bytes, and says so also when it is closed. */
final class FailingOutput extends OutputStream {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final int room;
  private boolean full;
  int closed;

  FailingOutput(int room) {
    this.room = room;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file.size() + length > room) {
      full = true;
      throw new IOException("disk full");
    }
    file.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    closed++;
    if (full) {
      throw new IOException("disk still full");
    }
  }

  byte[] toByteArray() {
    return file.toByteArray();
  }
}
