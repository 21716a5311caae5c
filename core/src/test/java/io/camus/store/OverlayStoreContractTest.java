package io.camus.store;

import io.camus.spi.Store;
import io.camus.spi.StoreContractTest;
import io.camus.spi.StorePath;
import java.time.Clock;
import java.time.InstantSource;

class OverlayStoreContractTest extends StoreContractTest {
  @Override
  protected Store store() {
    return new OverlayStore(new MemoryStore(Clock.systemUTC()), InstantSource.system());
  }

  @Override
  protected StorePath root() {
    return new StorePath("/base/run");
  }
}
