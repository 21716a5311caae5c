package io.camus.cli;

import io.camus.cli.report.HourSpan;
import io.camus.model.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The options of the verbs that make reports. */
final class ReportOptions {
  private static final int DEFAULT_HOURS = 72;

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "Number of hours, up to the current one (default: 72).")
  private Integer hours;

  @Option(
      names = "--no-kafka",
      description =
          "Do not ask Kafka: without lags, times to loss, and verdicts on the counts of producers.")
  private boolean noKafka;

  /** Whether {@code --hours} was given. */
  boolean hasHours() {
    return hours != null;
  }

  ReportRequest.Kafka kafka() {
    return noKafka ? ReportRequest.Kafka.SKIP : ReportRequest.Kafka.ASK;
  }

  /** How long the span is. */
  Duration length() {
    int wanted = hours == null ? DEFAULT_HOURS : hours;
    if (wanted < 1 || wanted > HourSpan.MOST) {
      throw new ConfigurationException(
          "--hours " + wanted + ": must be between 1 and " + HourSpan.MOST);
    }
    return Duration.ofHours(wanted);
  }

  /** The span that ends with the hour of a time. */
  HourSpan until(Instant time) {
    Instant end = HourSpan.of(time, time.plusMillis(1)).to();
    return HourSpan.of(end.minus(length()), end);
  }
}
