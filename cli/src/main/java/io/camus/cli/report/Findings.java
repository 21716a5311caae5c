package io.camus.cli.report;

import static io.camus.cli.page.Figures.count;

import io.camus.books.BookReport;
import io.camus.books.BookRow;
import io.camus.books.Verdict;
import io.camus.cli.page.Figures;
import io.camus.cli.view.BookTopic;
import io.camus.complete.CompletionQuery;
import io.camus.history.PastRun;
import io.camus.model.HeldBack;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsReport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operator should act on. */
final class Findings {
  /** The maximum number of problems of a kind that are listed one by one. */
  private static final int MOST = 50;

  private static final Duration SOON = Duration.ofHours(12);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Problem> problems = new ArrayList<>();

  /** Topics whose books do not balance. */
  void books(BookReport report) {
    List<Problem> found = new ArrayList<>();
    for (BookTopic topic : BookTopic.of(report.rows())) {
      if (topic.worst().compareTo(Verdict.State.UNKNOWN) <= 0) {
        BookRow first =
            topic.rows().stream()
                .filter(row -> row.verdict().state() == topic.worst())
                .findFirst()
                .orElseThrow();
        found.add(
            new Problem(
                Severity.DATA,
                topic.topic(),
                String.format(
                    Locale.ROOT,
                    "%s%s; camus audit explain %s %s shows the first of them",
                    topic.words(),
                    first.verdict().reason().isEmpty() ? "" : " (" + first.verdict().reason() + ")",
                    topic.topic(),
                    HOUR.format(Instant.ofEpochMilli(first.beginMillis())))));
      }
    }
    add(found, Severity.DATA, "topic", "camus audit lists them");
  }

  /** Partitions that lost messages, cannot be read, or will lose messages soon. */
  void positions(PositionsReport report) {
    List<Problem> found = new ArrayList<>();
    for (PositionLine line : report.lines()) {
      problem(line, report).ifPresent(found::add);
    }
    add(found, Severity.WARNING, "partition", "camus offsets lists them");
  }

  private static Optional<Problem> problem(PositionLine line, PositionsReport report) {
    String where = line.partition().toString();
    if (line.status() == PositionStatus.LOST || line.status() == PositionStatus.CUT_OFF) {
      return Optional.of(
          new Problem(
              Severity.DATA,
              where,
              count(line.lost(), "offset")
                  + (line.status() == PositionStatus.LOST
                      ? " lost: retention deleted them before they were pulled"
                      : " lost: the partition's log was truncated")));
    }
    if (line.status() == PositionStatus.LEADERLESS) {
      return Optional.of(
          new Problem(Severity.OUTSIDE, where, "has no leader; its end offset is unknown"));
    }
    Optional<HeldBack> stuck = line.heldBack().filter(it -> it.isStuck(report.at()));
    if (stuck.isPresent()) {
      return Optional.of(
          new Problem(
              Severity.OUTSIDE,
              where,
              count(line.heldBackOffsets(), "offset")
                  + " behind an open transaction that the brokers will not end ("
                  + stuck.get().words(report.at())
                  + "); to end it: "
                  + stuck.get().abortCommand()));
    }
    return line.status() == PositionStatus.PULLED
        ? line.timeToLoss()
            .left()
            .filter(left -> left.compareTo(SOON) < 0)
            .map(
                left ->
                    new Problem(
                        Severity.WARNING,
                        where,
                        "retention will delete unread records in " + Figures.duration(left)))
        : Optional.empty();
  }

  /** Hours that are closed without proof. */
  void buckets(List<TopicReport> topics) {
    List<Problem> found = new ArrayList<>();
    for (TopicReport topic : topics) {
      long unproven =
          topic.hours().stream()
              .filter(it -> it.bucket().equals(Optional.of(CompletionQuery.State.UNPROVEN)))
              .count();
      if (unproven > 0) {
        found.add(
            new Problem(
                Severity.WARNING,
                topic.name(),
                count(unproven, "hour")
                    + " closed, but not proven complete: a position was set, or the topic was not"
                    + " pulled from its beginning"));
      }
    }
    add(found, Severity.WARNING, "topic", "the hours show them");
  }

  /** The problems of the newest run, and runs that died. */
  void runs(RunTable runs) {
    List<Problem> found = new ArrayList<>();
    for (RunId run : runs.died()) {
      found.add(
          new Problem(
              Severity.WARNING, "run " + run, "died; the next run completes what it finished"));
    }
    runs.newest().ifPresent(past -> newest(past, found));
    add(found, Severity.WARNING, "problem", "camus history RUN shows all");
  }

  private static void newest(PastRun past, List<Problem> found) {
    past.summary()
        .ifPresent(
            summary ->
                summary
                    .problems()
                    .forEach(
                        it ->
                            found.add(
                                new Problem(
                                    it.severity(),
                                    "run " + past.run() + ", " + it.where(),
                                    it.message()))));
    past.damage()
        .ifPresent(
            damage ->
                found.add(
                    new Problem(
                        Severity.WARNING, "run " + past.run(), "damaged summary: " + damage)));
  }

  private void add(List<Problem> found, Severity severity, String noun, String where) {
    problems.addAll(found.subList(0, Math.min(MOST, found.size())));
    if (found.size() > MOST) {
      problems.add(
          new Problem(
              found.stream()
                  .skip(MOST)
                  .map(Problem::severity)
                  .max(Comparator.naturalOrder())
                  .orElse(severity),
              "further " + noun + "s",
              count(found.size() - MOST) + " more; " + where));
    }
  }

  /** The worst first. */
  List<Problem> all() {
    return problems.stream().sorted(Comparator.comparing(Problem::severity).reversed()).toList();
  }
}
