package io.camus.cli.view;

import static io.camus.cli.page.Figures.bytes;
import static io.camus.cli.page.Figures.count;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.inspect.ContentKind;
import io.camus.inspect.Proposal.Setting;
import io.camus.inspect.ProposedDecoder;
import io.camus.inspect.SchemaMark;
import io.camus.inspect.TimeField;
import io.camus.inspect.TimeField.Doubt;
import io.camus.inspect.TopicReport;
import io.camus.wiring.Inspection.Seen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** {@code camus inspect} for people: the details of each topic, then a table of all. */
public final class InspectPage {
  private static final int SCHEMAS = 5;
  private static final int TIMES = 5;
  private static final int HEADERS = 8;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private InspectPage() {}

  /** The page. */
  public static Page of(Seen seen) {
    Page page = new Page();
    if (seen.topics().isEmpty()) {
      return page.heading("No topic passes the whitelist and the blacklist");
    }
    seen.topics().forEach(report -> topic(page, report));
    page.add(
        Columns.of(seen.topics())
            .left("topic", TopicReport::topic)
            .count("offsets", report -> report.sample().offsets())
            .right("per second", report -> rate(report.perSecond()))
            .left("decoder", InspectPage::decoder)
            .left("event time", InspectPage::eventTime)
            .table());
    seen.registryFailure()
        .ifPresent(
            why ->
                page.gap()
                    .item(
                        0,
                        Tone.WARNING,
                        "warning:",
                        "the schema registry could not be reached, so Avro was not recognized: "
                            + why));
    return page.gap()
        .paragraph(
            0,
            seen.registryFailure().isPresent()
                ? "Inspect again when the registry responds. Times in UTC."
                : "camus init writes these settings into a file, each with its reason. Times in UTC.");
  }

  private static String decoder(TopicReport report) {
    return report.proposal().decoder().map(ProposedDecoder::word).orElse("left out");
  }

  /** The fields that the proposal names. */
  private static String eventTime(TopicReport report) {
    if (!report.proposal().isTaken()) {
      return "-";
    }
    String values =
        report.proposal().settings().stream()
            .filter(setting -> setting.key().startsWith("camus.message.timestamp."))
            .map(Setting::value)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "Kafka's time" : values;
  }

  private static String rate(OptionalDouble perSecond) {
    if (perSecond.isEmpty()) {
      return "-";
    }
    double rate = perSecond.getAsDouble();
    return rate >= 10 ? count(Math.round(rate)) : String.format(Locale.ROOT, "%.2g", rate);
  }

  private static void topic(Page page, TopicReport report) {
    page.heading(
        0,
        report.topic(),
        count(report.sample().offsets(), "offset")
            + " in "
            + count(report.sample().partitions(), "partition")
            + report.sample().cleanupPolicy().map(it -> ", cleanup.policy " + it).orElse(""));
    report.sample().gap().ifPresent(page::notice);
    if (!report.sample().records().isEmpty()) {
      records(page, report);
    }
    proposal(page, report);
    page.gap();
  }

  private static void records(Page page, TopicReport report) {
    page.detail("sampled", sampled(report));
    page.detail("values", kinds(report.values()));
    report.remarks().forEach(remark -> page.detail(" ", remark));
    if (report.withLineBreaks() > 0) {
      page.detail(" ", count(report.withLineBreaks()) + " of the texts have line breaks");
    }
    report
        .sizes()
        .ifPresent(
            it ->
                page.detail(
                    "sizes",
                    String.format(
                        Locale.ROOT,
                        "min %s, median %s, max %s",
                        bytes(it.least()),
                        bytes(it.middle()),
                        bytes(it.most()))));
    page.detail("keys", kinds(report.keys()));
    if (!report.headers().isEmpty()) {
      page.detail(
          "headers",
          report.headers().keySet().stream().limit(HEADERS).collect(Collectors.joining(", "))
              + (report.headers().size() > HEADERS ? ", ..." : ""));
    }
    String label = "schemas";
    for (SchemaMark mark : report.schemas().stream().limit(SCHEMAS).toList()) {
      page.detail(label, schema(mark));
      label = " ";
    }
    if (report.schemas().size() > SCHEMAS) {
      page.detail(" ", "and " + count(report.schemas().size() - SCHEMAS) + " more");
    }
    times(page, report.times());
  }

  private static String sampled(TopicReport report) {
    String times =
        report.firstKafkaTime().isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                ", Kafka's times %s",
                span(report.firstKafkaTime().get(), report.lastKafkaTime().orElseThrow()));
    return count(report.sample().records().size(), "record")
        + " of "
        + count(report.sample().read().size(), "partition")
        + times;
  }

  private static String kinds(Map<ContentKind, Long> counts) {
    return counts.size() == 1
        ? counts.keySet().iterator().next().words()
        : counts.entrySet().stream()
            .map(entry -> count(entry.getValue()) + " " + entry.getKey().words())
            .collect(Collectors.joining(", "));
  }

  private static String schema(SchemaMark mark) {
    String place = mark.place().equals("value") ? "" : " (" + mark.place() + ")";
    return "id " + mark.id() + place + ": " + mark.remark();
  }

  private static void times(Page page, List<TimeField> times) {
    String label = "times";
    for (TimeField field : times.stream().limit(TIMES).toList()) {
      page.detail(label, time(field));
      label = " ";
    }
    if (times.size() > TIMES) {
      page.detail(" ", "and " + count(times.size() - TIMES, "field") + " more; --json shows all");
    }
  }

  private static String time(TimeField field) {
    String unit = field.unit().isEmpty() ? field.format() : field.unit() + " (by its schema)";
    return field.path()
        + ": "
        + unit
        + ", "
        + span(field.first(), field.last())
        + ", "
        + field.distance()
        + doubt(field.doubt());
  }

  /** The preceding distance already expresses how far it is, so only other doubts need words. */
  private static String doubt(Doubt doubt) {
    return switch (doubt) {
      case NONE -> "";
      case FUTURE, FAR -> "; MISLEADING";
      case CONSTANT -> "; MISLEADING: " + doubt.words();
      case WHOLE_DAYS, SPARSE -> "; " + doubt.words();
    };
  }

  private static String span(Instant first, Instant last) {
    String from = MOMENT.format(first);
    String to = MOMENT.format(last);
    if (from.equals(to)) {
      return from;
    }
    boolean day = Duration.between(first, last).toDays() < 1 && sameDay(from, to);
    return from + " .. " + (day ? to.substring(11) : to);
  }

  private static boolean sameDay(String from, String to) {
    return from.length() == to.length() && from.regionMatches(0, to, 0, 10);
  }

  private static void proposal(Page page, TopicReport report) {
    if (!report.proposal().isTaken()) {
      page.detail("proposal", "exclude it: " + report.proposal().reason());
      return;
    }
    page.detail("proposal", report.proposal().reason());
    report
        .proposal()
        .settings()
        .forEach(setting -> page.line(14, setting.key() + "=" + setting.value()));
  }
}
