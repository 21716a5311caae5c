package io.camus.source;

import io.camus.config.ReaderKind;

class BatchReaderContractTest extends ReaderContractTest {
  @Override
  ReaderKind kind() {
    return ReaderKind.BATCHES;
  }
}
