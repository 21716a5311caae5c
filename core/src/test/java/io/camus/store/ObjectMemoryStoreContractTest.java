package io.camus.store;

import io.camus.spi.Store;
import io.camus.spi.StoreContractTest;
import io.camus.spi.StorePath;
import java.time.Clock;

class ObjectMemoryStoreContractTest extends StoreContractTest {
  @Override
  protected Store store() {
    return new ObjectMemoryStore(Clock.systemUTC());
  }

  @Override
  protected StorePath root() {
    return new StorePath("mem://bucket/base/run");
  }
}
