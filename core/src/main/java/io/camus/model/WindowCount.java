package io.camus.model;

import static java.util.Objects.requireNonNull;

/**
 * The number of records of one topic in one audit window.
 *
 * @param windowStartMillis begin of the window, milliseconds since the epoch, a multiple of the
 *     granularity in UTC
 * @param server who produced them, or {@code unknown_server}
 * @param service what produced them, or {@code unknown_service}
 * @param count number of records, at least 1
 */
public record WindowCount(long windowStartMillis, String server, String service, long count) {
  public WindowCount {
    requireNonNull(server, "server");
    requireNonNull(service, "service");
  }
}
