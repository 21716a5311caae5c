package io.camus.verify;

import io.camus.spi.FileFormat;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A file of a store; remembers the store's failure, to distinguish it from its reader's. */
final class StoreSource implements FileFormat.Source {
  private final Store store;
  private final StorePath path;
  private final UnaryOperator<InputStream> metered;
  private byte[] content;
  private Optional<IOException> failure = Optional.empty();

  /**
   * @param metered a stream that counts what is read from one
   */
  StoreSource(Store store, StorePath path, UnaryOperator<InputStream> metered) {
    this.store = store;
    this.path = path;
    this.metered = metered;
  }

  /** Reads a small file once, for all further calls. */
  void keep() throws IOException {
    try (InputStream in = open()) {
      content = in.readAllBytes();
    }
  }

  @Override
  public InputStream open() throws IOException {
    if (content != null) {
      return new ByteArrayInputStream(content);
    }
    try {
      return new Watched(metered.apply(store.open(path)));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Why the store failed; empty if it did not. */
  Optional<IOException> failure() {
    return failure;
  }

  private IOException failed(IOException e) {
    failure = Optional.of(e);
    return e;
  }

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
