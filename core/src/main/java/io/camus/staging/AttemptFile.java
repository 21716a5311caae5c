package io.camus.staging;

import io.camus.commit.Digest;
import io.camus.model.ShortNames;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * An attempt's file during writing: tracks length and digest, and translates the store's failures.
 * End it with {@link #finish} or {@link #abandon}; {@code close}, which formats call after the last
 * byte, does not end it.
 */
final class AttemptFile extends FilterOutputStream {
  private final StorePath path;
  private final Staged staged;
  private final Owner owner;
  private final CRC32C checksum = new CRC32C();
  private long length;
  private boolean ended;

  /** Callbacks to the file's attempt. */
  interface Owner {
    /** More bytes were written to the file. */
    void wrote(int bytes);

    /** Translates a failure of the store after some bytes of the file. */
    StagingException failed(StorePath path, long length, IOException e);

    /** The file no longer uses a descriptor. */
    void ended(AttemptFile file);
  }

  /**
   * @param path its path during writing
   */
  AttemptFile(StorePath path, Staged staged, Owner owner) {
    super(staged);
    this.path = path;
    this.staged = staged;
    this.owner = owner;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int count) throws IOException {
    try {
      out.write(content, offset, count);
    } catch (IOException e) {
      throw owner.failed(path, length, e);
    }
    checksum.update(content, offset, count);
    length += count;
    owner.wrote(count);
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw owner.failed(path, length, e);
    }
  }

  /** Bytes written so far. */
  long length() {
    return length;
  }

  /** The digest of those bytes. */
  String digest() {
    return Digest.of(checksum);
  }

  /**
   * Finishes the file; its content is then durable.
   *
   * @param wished where to publish it, if the store can rename
   */
  Receipt finish(StorePath wished) throws IOException {
    try {
      Receipt receipt = staged.finish(new StorePath(ShortNames.ofPath(wished.value())));
      ended = true;
      return receipt;
    } catch (IOException e) {
      throw owner.failed(path, length, e);
    } finally {
      abandon();
    }
  }

  @Override
  public void close() {}

  /** Abandons the file; does nothing if it is finished. */
  void abandon() throws IOException {
    owner.ended(this);
    if (!ended) {
      ended = true;
      staged.close();
    }
  }
}
