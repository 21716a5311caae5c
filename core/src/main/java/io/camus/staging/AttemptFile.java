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
 * A file of an attempt while it is written: knows the length and the digest of what it has taken,
 * and tells what the store fails at. {@link #finish} or {@link #abandon} ends it; closing it, as a
 * format does that has written its last byte, ends nothing.
 */
final class AttemptFile extends FilterOutputStream {
  private final StorePath path;
  private final Staged staged;
  private final Owner owner;
  private final CRC32C checksum = new CRC32C();
  private long length;
  private boolean ended;

  /** The attempt that a file is of. */
  interface Owner {
    /** The file has taken so many more bytes. */
    void wrote(int bytes);

    /** What a failure of the store means, after so many bytes of the file. */
    StagingException failed(StorePath path, long length, IOException e);

    /** The file holds no descriptor any more. */
    void ended(AttemptFile file);
  }

  /**
   * @param path what it is called while it is written
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

  /** Bytes that it has taken. */
  long length() {
    return length;
  }

  /** The digest of those bytes. */
  String digest() {
    return Digest.of(checksum);
  }

  /**
   * Ends the file; its content is durable then.
   *
   * @param wished where it is published, if the store can still choose
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

  /** Gives the file up; does nothing to one that is finished. */
  void abandon() throws IOException {
    owner.ended(this);
    if (!ended) {
      ended = true;
      staged.close();
    }
  }
}
