package io.camus.cli;

import static java.util.Objects.requireNonNull;

import io.camus.cli.report.HourSpan;
import java.time.Duration;
import java.util.Optional;

/**
 * Which report is wanted.
 *
 * @param span its hours
 * @param kafka whether Kafka is asked
 * @param reload after what time a newer one can be expected; empty for a file
 */
record ReportRequest(HourSpan span, Kafka kafka, Optional<Duration> reload) {
  /** Whether Kafka is asked. */
  enum Kafka {
    ASK,
    SKIP
  }

  ReportRequest {
    requireNonNull(span, "span");
    requireNonNull(kafka, "kafka");
    requireNonNull(reload, "reload");
  }
}
