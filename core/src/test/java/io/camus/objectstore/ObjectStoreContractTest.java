package io.camus.objectstore;

import io.camus.spi.Store;
import io.camus.spi.StoreContractTest;
import io.camus.spi.StorePath;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

class ObjectStoreContractTest extends StoreContractTest {
  private final AtomicInteger marks = new AtomicInteger();

  @Override
  protected Store store() {
    return new ObjectStore(
        new MemoryObjects(InstantSource.system()),
        64,
        MemoryPart::new,
        () -> "m" + marks.incrementAndGet());
  }

  @Override
  protected StorePath root() {
    return new StorePath("mem://bucket/base/run");
  }
}
