package io.camus.source;

import io.camus.config.ReaderKind;

class ConsumerReaderContractTest extends ReaderContractTest {
  @Override
  ReaderKind kind() {
    return ReaderKind.CONSUMER;
  }
}
