package io.camus.cli.view;

import io.camus.inspect.ContentKind;
import io.camus.inspect.Proposal;
import io.camus.inspect.ProposedDecoder;
import io.camus.inspect.SchemaMark;
import io.camus.inspect.TimeField;
import io.camus.inspect.TopicReport;
import io.camus.model.ExitCode;
import io.camus.report.Json;
import io.camus.wiring.Inspection.Seen;
import java.util.Map;
import java.util.OptionalDouble;

/** What {@code camus inspect --json} prints; times as ISO-8601, sizes in bytes. */
public final class InspectJson {
  private InspectJson() {}

  /** What was seen. */
  public static Json of(Seen seen) {
    ExitCode code = seen.registryFailure().isPresent() ? ExitCode.OUTSIDE : ExitCode.OK;
    return new Json()
        .put("exitCode", code.value())
        .put("registryFailure", seen.registryFailure())
        .put("topics", seen.topics(), InspectJson::topic);
  }

  private static Json topic(TopicReport report) {
    return new Json()
        .put("topic", report.topic())
        .put("partitions", report.sample().partitions())
        .put("offsets", report.sample().offsets())
        .put("cleanupPolicy", report.sample().cleanupPolicy())
        .put("sampledPartitions", report.sample().read().size())
        .put("sampledRecords", report.sample().records().size())
        .put("gap", report.sample().gap())
        .put("values", kinds(report.values()))
        .put("keys", kinds(report.keys()))
        .put("headers", report.headers())
        .put("tombstones", report.tombstones())
        .put("textsWithLineBreaks", report.withLineBreaks())
        .put("remarks", report.remarks())
        .put("leastBytes", report.sizes().map(TopicReport.Sizes::least))
        .put("medianBytes", report.sizes().map(TopicReport.Sizes::middle))
        .put("mostBytes", report.sizes().map(TopicReport.Sizes::most))
        .put("firstKafkaTime", report.firstKafkaTime())
        .put("lastKafkaTime", report.lastKafkaTime())
        .put("perHour", perHour(report.perSecond()))
        .put("schemas", report.schemas(), InspectJson::schema)
        .put("times", report.times(), InspectJson::time)
        .put("proposal", proposal(report.proposal()));
  }

  private static Json kinds(Map<ContentKind, Long> counts) {
    Json kinds = new Json();
    counts.forEach((kind, count) -> kinds.put(Json.word(kind), count));
    return kinds;
  }

  /** A whole number; null if it is not known. */
  private static Long perHour(OptionalDouble perSecond) {
    return perSecond.isEmpty() ? null : Math.round(perSecond.getAsDouble() * 3600);
  }

  private static Json schema(SchemaMark mark) {
    return new Json()
        .put("id", mark.id())
        .put("place", mark.place())
        .put("known", mark.known())
        .put("remark", mark.remark());
  }

  private static Json time(TimeField field) {
    return new Json()
        .put("field", field.path())
        .put("format", field.format())
        .put("logicalType", field.unit())
        .put("read", field.read())
        .put("records", field.records())
        .put("first", field.first())
        .put("last", field.last())
        .put("aheadOfKafka", field.ahead())
        .put("doubt", field.doubt())
        .put("misleading", field.doubt().misleads());
  }

  private static Json proposal(Proposal proposal) {
    return new Json()
        .put("decoder", proposal.decoder().map(ProposedDecoder::word))
        .put("reason", proposal.reason())
        .put("settings", proposal.settings(), InspectJson::setting);
  }

  private static Json setting(Proposal.Setting setting) {
    return new Json()
        .put("key", setting.key())
        .put("value", setting.value())
        .put("reason", setting.reason());
  }
}
