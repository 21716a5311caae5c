package io.camus.pull;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.ForwardingStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the data files that are open for writing at once. */
final class CountingStore extends ForwardingStore {
  private int open;
  private int mostOpen;

  CountingStore(Store store) {
    super(store);
  }

  int open() {
    return open;
  }

  int mostOpen() {
    return mostOpen;
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    OutputStream created = super.create(file);
    if (!file.parent().name().equals("data")) {
      return created;
    }
    mostOpen = Math.max(mostOpen, ++open);
    return new FilterOutputStream(created) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          open--;
        }
        super.close();
      }
    };
  }
}
