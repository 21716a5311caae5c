package io.camus.store;

import io.camus.spi.FileSystemContractTest;
import io.camus.spi.StorePath;
import java.time.Clock;

class MemoryStoreContractTest extends FileSystemContractTest {
  @Override
  protected FileSystemStore store() {
    return new MemoryStore(Clock.systemUTC());
  }

  @Override
  protected StorePath root() {
    return new StorePath("/base/run");
  }
}
