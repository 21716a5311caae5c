package com.example;

import io.camus.config.Key;
import io.camus.config.KeyGroup;
import io.camus.config.KeyType;
import io.camus.config.TopicConfig;
import io.camus.plugin.EventTimeProvider;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Event times from a header of Kafka's record: milliseconds since 1970, in decimal digits. */
public class HeaderTime implements EventTimeProvider {
  private static final KeyGroup KEYS = KeyGroup.ofProvider();
  private static final Key<String> HEADER =
      KEYS.topicKey("com.example.header-time.name", KeyType.TEXT, "event-time")
          .means("Name of the header with the event time.");

  @Override
  public String name() {
    return "header-time";
  }

  @Override
  public KeyGroup keys() {
    return KEYS;
  }

  @Override
  public Extractor extractor(TopicConfig topic) {
    String name = topic.value(HEADER);
    return (record, datum) -> millis(record.headers(), name);
  }

  private static OptionalLong millis(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          Long.parseLong(new String(header.value(), StandardCharsets.US_ASCII)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
