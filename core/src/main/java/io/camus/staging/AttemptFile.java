package io.camus.staging;

import io.camus.model.ShortNames;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;

/**
 * A file of an attempt while it is written; tells what the store fails at. Closing it before it is
 * finished gives it up.
 */
final class AttemptFile extends FilterOutputStream {
  private final StorePath path;
  private final Staged staged;
  private final AttemptFiles attempt;
  private long length;
  private boolean ended;

  /**
   * @param path what it is called while it is written
   */
  AttemptFile(StorePath path, Staged staged, AttemptFiles attempt) {
    super(staged);
    this.path = path;
    this.staged = staged;
    this.attempt = attempt;
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
      throw attempt.failed(path, length, e);
    }
    length += count;
    attempt.wrote(count);
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw attempt.failed(path, length, e);
    }
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
      throw attempt.failed(path, length, e);
    } finally {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    attempt.ended(this);
    if (!ended) {
      ended = true;
      staged.close();
    }
  }
}
