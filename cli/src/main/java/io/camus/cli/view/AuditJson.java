package io.camus.cli.view;

import io.camus.books.BookReport;
import io.camus.books.BookRow;
import io.camus.books.Explanation;
import io.camus.books.OwnDifference;
import io.camus.offsets.PositionLine;
import io.camus.report.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code camus audit --json}: field names as in {@link BookReport} and {@link Explanation}, plus
 * {@code exitCode}. Times are ISO 8601, in UTC.
 */
public final class AuditJson {
  private AuditJson() {}

  /** The books. */
  public static Json of(BookReport report) {
    Map<String, Long> states = new TreeMap<>();
    report.states().forEach((state, count) -> states.put(Json.word(state), count));
    return new Json()
        .put("exitCode", report.exitCode().value())
        .put("at", report.at())
        .put("from", time(report.span().fromMillis()))
        .put("to", time(report.span().toMillis()))
        .put("tiers", report.tiers())
        .put("states", states)
        .put("windows", report.rows(), AuditJson::row)
        .put(
            "notCounted",
            report.foreign().entrySet(),
            it ->
                new Json()
                    .put("cause", it.getKey())
                    .put("messages", it.getValue().count())
                    .put("sample", it.getValue().sample()))
        .put("ownDifferences", report.ownDifferences(), AuditJson::difference)
        .put("notPulled", report.notPulled())
        .put("messages", report.messages());
  }

  private static Json row(BookRow row) {
    Map<String, Long> differences = new TreeMap<>();
    row.tiers().forEach((tier, count) -> differences.put(tier, row.held() - count));
    return new Json()
        .put("topic", row.topic())
        .put("begin", time(row.beginMillis()))
        .put("end", time(row.endMillis()))
        .put("tiers", row.tiers())
        .put("held", row.held())
        .put("written", row.written())
        .put("leftOut", row.leftOut())
        .put("late", row.late())
        .put("differences", differences)
        .put("state", row.verdict().state())
        .put("messages", row.verdict().messages())
        .put("reason", row.verdict().reason());
  }

  private static Json difference(OwnDifference difference) {
    return new Json()
        .put("tier", difference.tier())
        .put("topic", difference.topic())
        .put("begin", time(difference.beginMillis()))
        .put("posted", difference.posted())
        .put("logged", difference.logged());
  }

  /** An explanation. */
  public static Json of(Explanation explanation) {
    return of(explanation.report())
        .put(
            "senders",
            explanation.senders(),
            it ->
                new Json()
                    .put("tier", it.tier())
                    .put("server", it.server())
                    .put("service", it.service())
                    .put("messages", it.count())
                    .put("lastPosted", it.lastPostedMillis().map(AuditJson::time)))
        .put(
            "notClosed",
            explanation.unclosed(),
            it ->
                new Json()
                    .put("instance", it.instance())
                    .put("tier", it.tier())
                    .put("server", it.server())
                    .put("service", it.service())
                    .put("lastSequence", it.lastSequence())
                    .put("lastPosted", it.lastPosted()))
        .put("leftOutRecords", explanation.leftOut(), AuditJson::left)
        .put(
            "lateRecords",
            explanation.late(),
            it ->
                new Json()
                    .put("record", it.record())
                    .put("run", it.run().value())
                    .put("messages", it.count()))
        .put(
            "positionsSet",
            explanation.moves(),
            it ->
                new Json()
                    .put("record", it.record())
                    .put("partition", it.partition())
                    .put("from", it.from())
                    .put("to", it.to())
                    .put("reason", it.reason()))
        .put("notPulledYet", explanation.positions(), AuditJson::position);
  }

  private static Json left(Explanation.Left left) {
    return new Json()
        .put("record", left.record())
        .put("run", left.run().value())
        .put("partition", left.count().partition())
        .put("reason", left.count().reason())
        .put(
            "windowBegin",
            left.count().windowStartMillis().isPresent()
                ? time(left.count().windowStartMillis().getAsLong())
                : null)
        .put("firstOffset", left.count().firstOffset())
        .put("lastOffset", left.count().lastOffset())
        .put("messages", left.count().count());
  }

  private static Json position(PositionLine line) {
    return new Json()
        .put("partition", line.partition().partition())
        .put("status", line.status())
        .put("next", line.position().map(it -> it.next()))
        .put("lag", line.lag())
        .put("lost", line.lost())
        .put("heldBack", line.heldBackOffsets())
        .put("firstRecord", line.recordTime());
  }

  /** What was posted. */
  public static Json posted(long records, long events) {
    return new Json().put("exitCode", 0).put("records", records).put("events", events);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
