package io.camus.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that distinguishes the store's failures from its reader's. */
final class StoreStream extends FilterInputStream {

  /** The store failed, not the format. */
  static final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreFailure(IOException cause) {
      super(cause);
    }
  }

  StoreStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw new StoreFailure(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw new StoreFailure(e);
    }
  }
}
