package io.camus.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * A part: in memory if it is small, otherwise in a local file. The file has no name, so nothing
 * remains of it when the process ends, however it ends.
 */
final class SpoolFile implements PartBuffer {
  private static final int MEMORY_BYTES = 1 << 16;

  private final Path directory;
  private final byte[] memory = new byte[MEMORY_BYTES];
  private int filled;
  private Optional<FileChannel> file = Optional.empty();
  private long spooled;

  /**
   * @param directory where the file is created
   */
  SpoolFile(Path directory) {
    this.directory = directory;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > MEMORY_BYTES - filled) {
      spool(memory, 0, filled);
      filled = 0;
    }
    if (length > MEMORY_BYTES) {
      spool(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, memory, filled, length);
      filled += length;
    }
  }

  private void spool(byte[] bytes, int offset, int length) throws IOException {
    if (file.isEmpty()) {
      file = Optional.of(open(directory));
    }
    for (ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length); rest.hasRemaining(); ) {
      spooled += file.get().write(rest, spooled);
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    Path path = Files.createTempFile(directory, "camus-part-", ".tmp");
    return FileChannel.open(
        path,
        Set.of(
            StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
  }

  @Override
  public long length() {
    return spooled + filled;
  }

  @Override
  public InputStream open() {
    return new Bytes();
  }

  @Override
  public void clear() {
    filled = 0;
    spooled = 0;
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }

  /** The spooled bytes, then those in memory. */
  private final class Bytes extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count =
          position < spooled
              ? file.orElseThrow()
                  .read(
                      ByteBuffer.wrap(target, offset, (int) Math.min(length, spooled - position)),
                      position)
              : copy(target, offset, length);
      position += Math.max(0, count);
      return count;
    }

    private int copy(byte[] target, int offset, int length) {
      int from = (int) (position - spooled);
      int count = Math.min(length, filled - from);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(memory, from, target, offset, count);
      return count;
    }
  }
}
