package io.camus.iceberg;

class HadoopCatalogTest extends TableContractTest {
  @Override
  Lake lake() {
    return Lake.hadoop(directory);
  }
}
