package io.camus.decode;

import static java.util.Objects.requireNonNull;

import io.camus.time.TimestampFormat;
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
}
