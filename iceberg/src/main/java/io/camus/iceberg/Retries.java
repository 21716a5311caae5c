package io.camus.iceberg;

import java.io.IOException;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;

/** Repeats changes of a table that another process has changed in between. */
final class Retries {
  private static final int ATTEMPTS = 5;

  private Retries() {}

  /**
   * Makes a change on the table as it is now.
   *
   * @throws CommitFailedException after several attempts
   */
  static <T> T onConflict(Table table, CatalogCalls.Call<T> change) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        table.refresh();
        return change.run();
      } catch (CommitFailedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
