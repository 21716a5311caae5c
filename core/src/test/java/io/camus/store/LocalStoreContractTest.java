package io.camus.store;

import io.camus.spi.FileSystemContractTest;
import io.camus.spi.StorePath;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreContractTest extends FileSystemContractTest {
  @TempDir private Path directory;

  @Override
  protected FileSystemStore store() {
    return new LocalStore();
  }

  @Override
  protected StorePath root() {
    return new StorePath("file://" + directory + "/base/run");
  }
}
