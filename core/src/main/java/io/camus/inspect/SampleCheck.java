package io.camus.inspect;

import io.camus.config.DecodingSettings;
import io.camus.config.TopicConfig;
import io.camus.inspect.Proposal.Setting;
import io.camus.inspect.SampleFinding.Weight;
import io.camus.inspect.TimeField.Doubt;
import io.camus.model.RejectionCause;
import io.camus.model.SchemaUnavailableException;
import io.camus.spi.Decoded;
import io.camus.spi.Decoded.Datum;
import io.camus.spi.Decoded.Rejected;
import io.camus.spi.Decoder;
import io.camus.spi.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks a sample of a topic against the decoder and event time settings of a run. For one thread.
 */
public final class SampleCheck {
  /** With a smaller share of bad records, a producer is wrong rather than the settings. */
  private static final int ONE_IN = 20;

  private final TopicReport report;
  private final TopicConfig config;
  private final Decoder decoder;
  private final ZoneId zone;
  private final List<SampleFinding> findings = new ArrayList<>();

  private final List<Long> times = new ArrayList<>();
  private final List<Long> ahead = new ArrayList<>();
  private long records;
  private long rejected;
  private long missing;
  private long unread;
  private String reason = "";
  private String unreadTime = "";

  /**
   * @param report the report on the sample
   * @param config the topic's settings
   * @param decoder made of these
   * @param zone the zone of times with neither offset nor zone
   */
  public SampleCheck(TopicReport report, TopicConfig config, Decoder decoder, ZoneId zone) {
    this.report = report;
    this.config = config;
    this.decoder = decoder;
    this.zone = zone;
  }

  /** Problems of the settings; empty if they match the sample. */
  public List<SampleFinding> findings() {
    if (config.decoder().name().equals(ProposedDecoder.BYTES.word())) {
      return List.of(); // It takes whatever there is.
    }
    try {
      report.sample().records().forEach(this::decode);
    } catch (SchemaUnavailableException e) {
      return List.of(
          finding(Weight.UNKNOWN, "cannot be checked without its schemas: " + e.getMessage()));
    }
    if (rejected > 0) {
      rejected();
    }
    if (!decoder.eventTimeFields().isEmpty() && records > rejected) {
      eventTime();
    }
    return List.copyOf(findings);
  }

  private void decode(SampledRecord record) {
    Decoded decoded = decoder.decode(record.into(new SourceRecord()));
    if (decoded instanceof Rejected bad) {
      if (bad.cause() != RejectionCause.NULL_VALUE) {
        records++;
        rejected++;
        reason = bad.cause() == RejectionCause.SCHEMA_NOT_FOUND ? bad.message() : reason;
      }
    } else if (decoded instanceof Datum datum) {
      records++;
      count(datum, record);
    }
  }

  private void count(Datum datum, SampledRecord record) {
    switch (datum.eventTimeSource) {
      case Datum.KAFKA_TIME -> {}
      case Datum.FIELD_MISSING -> missing++;
      case Datum.FIELD_UNREADABLE -> {
        unread++;
        if (unreadTime.isEmpty()) {
          unreadTime = record.place() + ": " + datum.unreadTime;
        }
      }
      default -> {
        times.add(datum.eventTimeMillis);
        if (record.timestampMillis() >= 0) {
          ahead.add(datum.eventTimeMillis - record.timestampMillis());
        }
      }
    }
  }

  private void rejected() {
    String own = config.decoder().name();
    boolean most = rejected * ONE_IN > records;
    String what =
        reason.isEmpty()
            ? String.format(Locale.ROOT, "%s; the sample has %s", own, kinds())
            : String.format(Locale.ROOT, "%s: %s", own, reason);
    findings.add(
        finding(
            most ? Weight.WRONG : Weight.NOTE,
            String.format(
                Locale.ROOT,
                "%,d of %,d sampled values cannot be decoded as %s. %s",
                rejected,
                records,
                what,
                sentence(advice(own)))));
  }

  private String advice(String own) {
    if (report.values().containsKey(ContentKind.REGISTRY_NOT_ASKED)) {
      return String.format(
          Locale.ROOT,
          "set etl.schema.registry.url to the producers' registry and %s.%s=avro;"
              + " without a registry, bytes keeps the values as they are",
          DecodingSettings.DECODER.name(),
          report.topic());
    }
    if (report.proposal().decoder().filter(it -> !it.word().equals(own)).isPresent()) {
      return "set " + settings(DecodingSettings.DECODER.name());
    }
    return "they would become dead letters; "
        + (reason.isEmpty()
            ? "raise etl.max.percent.skipped.other." + report.topic() + " if this is expected"
            : "set etl.schema.registry.url to the producers' registry");
  }

  private String kinds() {
    return report.values().entrySet().stream()
        .filter(entry -> entry.getKey().isThere())
        .map(
            entry ->
                report.values().size() == 1
                    ? entry.getKey().words()
                    : String.format(
                        Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey().words()))
        .collect(Collectors.joining(", "));
  }

  private void eventTime() {
    long decoded = records - rejected;
    String fields = String.join(" or ", decoder.eventTimeFields());
    if (unread * ONE_IN > decoded) {
      findings.add(
          finding(
              Weight.WRONG,
              String.format(
                  Locale.ROOT,
                  "%,d of %,d sampled records have an event time that %s cannot read, such as %s."
                      + " %s",
                  unread,
                  decoded,
                  config.timestampFormat(),
                  unreadTime,
                  sentence(timeAdvice()))));
    } else if (missing == decoded) {
      boolean named = config.namesTimestampField();
      boolean better = report.times().stream().anyMatch(TimeField::isProposable);
      if (named || better) {
        findings.add(
            finding(
                named ? Weight.WRONG : Weight.NOTE,
                String.format(
                    Locale.ROOT,
                    "no sampled record has the field %s, so Kafka's timestamp would determine the"
                        + " directory. %s",
                    fields,
                    sentence(timeAdvice()))));
      }
    } else if (!times.isEmpty()) {
      doubt();
    }
  }

  private void doubt() {
    times.sort(null);
    Duration middle = TimeFields.middle(ahead);
    Doubt doubt =
        TimeFields.doubt(times, middle, TimeFields.kafkaSpan(report.sample().records()), zone);
    if (doubt.misleads()) {
      findings.add(
          finding(
              Weight.WRONG,
              String.format(
                  Locale.ROOT,
                  "the event time in %s %s: %s .. %s, %s. %s",
                  String.join(" or ", decoder.eventTimeFields()),
                  doubt.words(),
                  Instant.ofEpochMilli(times.get(0)),
                  Instant.ofEpochMilli(times.get(times.size() - 1)),
                  TimeField.distance(middle),
                  sentence(timeAdvice()))));
    }
  }

  /** Advice for the event time: another format, or another field. */
  private String timeAdvice() {
    Optional<TimeField> same =
        report.times().stream()
            .filter(field -> decoder.eventTimeFields().contains(field.path()))
            .filter(field -> !field.doubt().misleads())
            .filter(field -> !field.format().equalsIgnoreCase(config.timestampFormat()))
            .findFirst();
    return same.map(
            field ->
                String.format(
                    Locale.ROOT,
                    "set %s.%s=%s",
                    DecodingSettings.TIMESTAMP_FORMAT.name(),
                    report.topic(),
                    field.format()))
        .orElseGet(
            () -> {
              String settings = settings("camus.message.timestamp.");
              return settings.isEmpty()
                  ? "see camus inspect " + report.topic() + " for its fields"
                  : "set " + settings;
            });
  }

  /** The proposed settings whose keys have a prefix. */
  private String settings(String begin) {
    return report.proposal().settings().stream()
        .filter(setting -> setting.key().startsWith(begin))
        .map(SampleCheck::assignment)
        .collect(Collectors.joining(" and "));
  }

  private static String assignment(Setting setting) {
    return setting.key() + "=" + setting.value();
  }

  private SampleFinding finding(Weight weight, String what) {
    return new SampleFinding(weight, report.topic() + ": " + what);
  }

  private static String sentence(String clause) {
    return clause.isEmpty()
        ? ""
        : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
  }
}
