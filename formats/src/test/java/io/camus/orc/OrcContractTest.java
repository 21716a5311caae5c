package io.camus.orc;

import io.camus.plugin.FileFormatContractTest;
import io.camus.plugin.FileFormatProvider;

class OrcContractTest extends FileFormatContractTest {
  @Override
  protected FileFormatProvider provider() {
    return new OrcProvider();
  }
}
