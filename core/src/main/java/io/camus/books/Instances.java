package io.camus.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.camus.audit.CountEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The instances of counting producers, by the headers of their events. Not thread-safe. */
final class Instances {
  /** Any program can write headers, so their number is bounded. */
  private static final int MOST = 100_000;

  private final Map<String, Instance> byId = new HashMap<>();

  /** A counting producer, up to its last event. */
  static final class Instance {
    private final String id;
    private final String tier;
    private final String server;
    private final String service;
    private long lastSequence;
    private long lastPostedMillis;
    private boolean closed;

    private Instance(String id, CountEvent first) {
      this.id = id;
      this.tier = first.tier();
      this.server = first.server();
      this.service = first.service();
    }

    boolean isClosed() {
      return closed;
    }

    long lastPostedMillis() {
      return lastPostedMillis;
    }

    CountingProducer producer() {
      return new CountingProducer(
          id, tier, server, service, lastSequence, Instant.ofEpochMilli(lastPostedMillis));
    }
  }

  /** The instance that posted an event; empty if it does not say so. */
  Optional<Instance> of(CountEvent event, Headers headers) {
    Optional<String> id = text(headers, "camus-audit-instance");
    Optional<Instance> instance =
        id.map(
            it ->
                byId.size() < MOST
                    ? byId.computeIfAbsent(it, key -> new Instance(key, event))
                    : byId.get(it));
    instance.ifPresent(
        it -> {
          it.lastPostedMillis = Math.max(it.lastPostedMillis, event.postedMillis());
          it.lastSequence = Math.max(it.lastSequence, sequence(headers));
          it.closed |= headers.lastHeader("camus-audit-closed") != null;
        });
    return instance;
  }

  private static long sequence(Headers headers) {
    return text(headers, "camus-audit-sequence")
        .filter(it -> it.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8));
  }
}
