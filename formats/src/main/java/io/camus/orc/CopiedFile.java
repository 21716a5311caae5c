package io.camus.orc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A copy of a stream that ORC's reader can read from anywhere: in memory if it is small, else a
 * temporary file, which is deleted when this is closed.
 */
final class CopiedFile implements AutoCloseable {
  /** What the only file of {@link #asFileSystem} is called. */
  static final Path PATH = new Path("/camus.orc");

  private static final int IN_MEMORY_BYTES = 16 << 20;

  private final byte[] bytes;
  private final java.nio.file.Path spool;
  private final FileChannel channel;

  private CopiedFile(byte[] bytes, java.nio.file.Path spool, FileChannel channel) {
    this.bytes = bytes;
    this.spool = spool;
    this.channel = channel;
  }

  /** Copies a stream to its end. */
  static CopiedFile of(InputStream in) throws IOException {
    byte[] head = in.readNBytes(IN_MEMORY_BYTES + 1);
    if (head.length <= IN_MEMORY_BYTES) {
      return new CopiedFile(head, null, null);
    }
    java.nio.file.Path spool = Files.createTempFile("camus-", ".orc");
    try (OutputStream out = Files.newOutputStream(spool)) {
      out.write(head);
      in.transferTo(out);
      return new CopiedFile(null, spool, FileChannel.open(spool, StandardOpenOption.READ));
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(spool);
      throw e;
    }
  }

  FileSystem asFileSystem() {
    return new OneFile();
  }

  private long length() throws IOException {
    return channel == null ? bytes.length : channel.size();
  }

  private int readAt(long position, byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (channel != null) {
      return channel.read(ByteBuffer.wrap(into, offset, length), position);
    }
    if (position >= bytes.length) {
      return -1;
    }
    int count = Math.min(length, bytes.length - (int) position);
    System.arraycopy(bytes, (int) position, into, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      Files.deleteIfExists(spool);
    }
  }

  /** A stream over the copy. */
  private final class Stream extends InputStream implements Seekable, PositionedReadable {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = readAt(position, into, offset, length);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public int read(long from, byte[] into, int offset, int length) throws IOException {
      return readAt(from, into, offset, length);
    }

    @Override
    public void readFully(long from, byte[] into, int offset, int length) throws IOException {
      if (from < 0) {
        throw new EOFException("position " + from);
      }
      int done = 0;
      while (done < length) {
        int count = readAt(from + done, into, offset + done, length - done);
        if (count < 0) {
          throw new EOFException("the file ends before byte " + (from + length));
        }
        done += count;
      }
    }

    @Override
    public void readFully(long from, byte[] into) throws IOException {
      readFully(from, into, 0, into.length);
    }

    @Override
    public void seek(long to) throws IOException {
      if (to < 0 || to > length()) {
        throw new EOFException("position " + to + " of " + length());
      }
      position = to;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }
  }

  /** A file system with nothing but the copy. */
  private final class OneFile extends FileSystem {
    OneFile() {
      setConf(new Configuration(false));
    }

    @Override
    public URI getUri() {
      return URI.create("camus:///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) {
      return new FSDataInputStream(new Stream());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      return new FileStatus(length(), false, 1, 1, 0, path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      return new FileStatus[] {getFileStatus(path)};
    }

    @Override
    public Path getWorkingDirectory() {
      return new Path("/");
    }

    @Override
    public void setWorkingDirectory(Path path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FSDataOutputStream create(
        Path path,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean rename(Path from, Path to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
      throw new UnsupportedOperationException();
    }
  }
}
