package io.camus.spi;

import static java.util.Objects.requireNonNull;

/**
 * What a store needs to publish a staged file. It is kept in the task's manifest and in the commit
 * log, and any process can use it.
 *
 * @param destination where the file is published
 * @param token interpreted by the store only; for a file system the path of the staged file
 */
public record Receipt(StorePath destination, String token) {
  public Receipt {
    requireNonNull(destination, "destination");
    requireNonNull(token, "token");
  }
}
