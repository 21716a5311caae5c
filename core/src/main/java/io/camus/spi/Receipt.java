package io.camus.spi;

import static java.util.Objects.requireNonNull;

/**
 * What a store needs to publish a file that was staged. It is kept in the task's manifest and in
 * the commit log, and can be used by any process.
 *
 * @param destination where the file is published
 * @param token the store's own words; for a file system the path at which the file waits
 */
public record Receipt(StorePath destination, String token) {
  public Receipt {
    requireNonNull(destination, "destination");
    requireNonNull(token, "token");
  }
}
