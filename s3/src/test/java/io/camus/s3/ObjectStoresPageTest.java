package io.camus.s3;

import io.camus.config.KeyTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table of docs/guide/object-stores.md is generated from the declarations. */
class ObjectStoresPageTest {
  private static final String PAGE = "object-stores.md";

  @Test
  void theTableInTheRepositoryIsTheGeneratedOne() throws IOException {
    KeyTable.requireUpToDate(
        PAGE,
        KeyTable.with(KeyTable.page(PAGE), "keys camus.s3", KeyTable.of(new S3Provider().keys())));
  }
}
