package io.camus.decode;

import static java.util.Objects.requireNonNull;

import io.camus.time.TimestampFormat;
import java.util.List;

/**
 * Where a record says when it happened. The first candidate that holds a readable time wins; if
 * none does, Kafka's own time of the record is taken, unless a time is required. The wall clock
 * never is.
 *
 * @param candidates in order of preference; none means Kafka's time
 * @param format how the fields are written, where an Avro logical type does not say it
 * @param required whether a record without a readable candidate is rejected
 */
public record EventTimeRule(List<FieldPath> candidates, TimestampFormat format, boolean required) {
  public EventTimeRule {
    candidates = List.copyOf(candidates);
    requireNonNull(format, "format");
  }
}
