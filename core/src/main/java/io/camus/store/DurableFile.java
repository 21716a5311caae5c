package io.camus.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/**
 * A new local file whose content and name are on disk when {@link #close} returns. After a failed
 * write, close fails too: such a file is never complete. Not thread-safe; ignores interrupts.
 */
final class DurableFile extends OutputStream {
  private final Path path;
  private final FileOutputStream file;
  private final OutputStream buffer;
  private boolean open = true;
  private boolean torn;

  /** Starts writing an existing, empty file. */
  DurableFile(Path path) throws IOException {
    this.path = path;
    this.file = new FileOutputStream(path.toFile());
    this.buffer = new GrowingBuffer(file);
  }

  static DurableFile create(Path path, FileAttribute<?>... attributes) throws IOException {
    Files.createFile(path, attributes);
    return new DurableFile(path);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      buffer.write(bytes, from, length);
    } catch (IOException e) {
      torn = true;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      buffer.flush();
    } catch (IOException e) {
      torn = true;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (file) {
      if (torn) {
        throw new IOException(path + " is incomplete: an earlier write failed");
      }
      buffer.flush();
      file.getFD().sync();
    }
    DirectorySync.force(path.getParent());
  }
}
