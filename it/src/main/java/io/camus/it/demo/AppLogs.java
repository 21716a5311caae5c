package io.camus.it.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Log lines of the shop's services, as JSON without a schema. Event time is {@code at}:
 *
 * <pre>
 * {"at":"2026-11-22T14:05:59.120Z","level":"INFO","service":"cart","server":"web-7","message":"..."}
 * </pre>
 */
final class AppLogs implements Feed {
  private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "INFO", "WARN", "ERROR"};
  private static final String[] SERVICES = {"cart", "search", "checkout", "login"};

  @Override
  public String topic() {
    return "app-logs";
  }

  @Override
  public int percent() {
    return 20;
  }

  @Override
  public List<Schema> versions() {
    return List.of();
  }

  @Override
  public Message next(Moment moment, Bytes bytes) {
    String server = "web-" + moment.even(40);
    String line =
        "{\"at\":\""
            + Instant.ofEpochMilli(moment.eventMillis())
            + "\",\"level\":\""
            + moment.oneOf(LEVELS)
            + "\",\"service\":\""
            + moment.oneOf(SERVICES)
            + "\",\"server\":\""
            + server
            + "\",\"message\":\"served in "
            + moment.skewed(4_000)
            + " ms\",\"trace\":\""
            + Long.toHexString(moment.random().nextLong())
            + "\"}";
    return new Message(server, line.getBytes(StandardCharsets.UTF_8));
  }
}
