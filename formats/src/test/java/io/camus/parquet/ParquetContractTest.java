package io.camus.parquet;

import io.camus.plugin.FileFormatContractTest;
import io.camus.plugin.FileFormatProvider;

class ParquetContractTest extends FileFormatContractTest {
  @Override
  protected FileFormatProvider provider() {
    return new ParquetProvider();
  }
}
