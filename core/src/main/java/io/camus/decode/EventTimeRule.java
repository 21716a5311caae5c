package io.camus.decode;

import static java.util.Objects.requireNonNull;

import io.camus.config.DecodingSettings;
import io.camus.config.OutputSettings;
import io.camus.config.TopicConfig;
import io.camus.time.TimestampFormat;
import io.camus.time.TimestampFormats;
import java.time.ZoneId;
import java.util.List;

/**
 * How to find a record's event time. The first candidate field with a readable time wins. If there
 * is none, Kafka's timestamp is used, unless a time is required. The wall clock is never used.
 *
 * @param candidates in order of preference; none means Kafka's time
 * @param format the format of the fields, unless an Avro logical type defines it
 * @param required whether a record without a readable candidate is rejected
 */
public record EventTimeRule(List<FieldPath> candidates, TimestampFormat format, boolean required) {
  public EventTimeRule {
    candidates = List.copyOf(candidates);
    requireNonNull(format, "format");
  }

  /**
   * The rule in a topic's settings.
   *
   * @throws IllegalArgumentException if these cannot work
   */
  public static EventTimeRule of(TopicConfig topic) {
    List<FieldPath> fields = FieldPath.parse(topic.timestampField());
    boolean required = topic.value(DecodingSettings.TIMESTAMP_REQUIRED);
    if (required && fields.isEmpty()) {
      throw new IllegalArgumentException(
          DecodingSettings.TIMESTAMP_REQUIRED.name()
              + " = true requires a field in "
              + DecodingSettings.TIMESTAMP_FIELD.name());
    }
    ZoneId zone = topic.value(OutputSettings.ZONE);
    return new EventTimeRule(
        fields,
        topic.decodesAsOriginalJson()
            ? TimestampFormats.parseAsOriginal(topic.timestampFormat(), zone)
            : TimestampFormats.parse(topic.timestampFormat(), zone),
        required);
  }
}
