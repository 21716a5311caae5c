package io.camus.store;

import io.camus.spi.FileSystemContractTest;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.time.Clock;

class MemoryStoreContractTest extends FileSystemContractTest {
  @Override
  protected Store store() {
    return new MemoryStore(Clock.systemUTC());
  }

  @Override
  protected StorePath root() {
    return new StorePath("/base/run");
  }
}
