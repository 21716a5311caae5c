package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;

import io.camus.books.BookReport;
import io.camus.books.BookRow;
import io.camus.books.Explanation;
import io.camus.books.OwnDifference;
import io.camus.books.Verdict;
import io.camus.books.Verdict.State;
import io.camus.cli.page.Columns;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.page.Table;
import io.camus.cli.page.Tone;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.wiring.Wiring;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code camus audit} for people. Times are UTC, as the windows are. */
public final class AuditPage {
  private static final int SHOWN = 40;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private AuditPage() {}

  /** One line per topic, then the windows that do not balance. */
  public static Page of(CamusConfig config, BookReport report) {
    List<BookTopic> topics = BookTopic.of(report.rows());
    Columns<BookTopic> columns =
        Columns.of(topics)
            .left("topic", BookTopic::topic)
            .count("windows", BookTopic::windows)
            .ifRoom();
    report.tiers().forEach(tier -> columns.count(tier, topic -> topic.tier(tier)));
    Page page = new Page();
    if (!topics.isEmpty()) {
      page.add(
              columns
                  .count("brokers", BookTopic::held)
                  .count("written", BookTopic::written)
                  .countIfAny("left out", BookTopic::leftOut)
                  .countIfAny("late", BookTopic::late)
                  .left("books", BookTopic::words)
                  .tone(topic -> tone(topic.worst()))
                  .table())
          .gap();
    }
    headline(page, report);
    List<BookRow> wrong = report.rows().stream().filter(row -> row.verdict().isWrong()).toList();
    wrong.stream().limit(SHOWN).forEach(row -> page.paragraph(4, window(row, report.tiers())));
    if (wrong.size() > SHOWN) {
      page.more(count(wrong.size() - SHOWN));
    }
    return end(page, config, report);
  }

  /** One line per window. */
  public static Page windows(CamusConfig config, BookReport report) {
    Page page = new Page();
    if (!report.rows().isEmpty()) {
      page.add(table(report)).gap();
    }
    headline(page, report);
    return end(page, config, report);
  }

  private static Table table(BookReport report) {
    Columns<BookRow> columns =
        Columns.of(report.rows()).left("window", row -> minute(row.beginMillis()));
    report
        .tiers()
        .forEach(
            tier ->
                columns.right(
                    tier,
                    row -> {
                      Long sum = row.tiers().get(tier);
                      return sum == null ? "-" : count(sum);
                    }));
    return columns
        .count("brokers", BookRow::held)
        .count("written", BookRow::written)
        .countIfAny("left out", BookRow::leftOut)
        .countIfAny("late", BookRow::late)
        .left("books", row -> words(row.verdict()))
        .tone(row -> tone(row.verdict().state()))
        .notes(
            row -> row.verdict().reason().isEmpty() ? List.of() : List.of(row.verdict().reason()))
        .table();
  }

  /** Who sent what, and where it went. */
  public static Page of(CamusConfig config, String topic, Explanation explanation) {
    BookReport report = explanation.report();
    Page page =
        new Page()
            .heading(
                String.format(
                    Locale.ROOT,
                    "%s, %s to %s UTC",
                    topic,
                    minute(report.span().fromMillis()),
                    minute(report.span().toMillis())));
    if (!report.rows().isEmpty()) {
      page.add(table(report));
    }
    if (!explanation.senders().isEmpty()) {
      page.gap()
          .add(
              Columns.of(explanation.senders())
                  .left("tier", Explanation.Sender::tier)
                  .left("server", Explanation.Sender::server)
                  .left("service", Explanation.Sender::service)
                  .count("messages", Explanation.Sender::count)
                  .left(
                      "last posted",
                      it ->
                          it.lastPostedMillis()
                              .map(at -> Instant.ofEpochMilli(at).toString())
                              .orElse("in the commit log"))
                  .ifRoom()
                  .table());
    }
    page.gap();
    explanation
        .unclosed()
        .forEach(
            it ->
                page.fact(
                    "not closed",
                    String.format(
                        Locale.ROOT,
                        "producer %s on %s, instance %s: last counts at %s, sequence %d",
                        it.service(),
                        it.server(),
                        it.instance(),
                        it.lastPosted(),
                        it.lastSequence())));
    Page causes = new Page();
    causes(causes, explanation);
    if (!causes.isEmpty()) {
      page.add(causes).gap();
    }
    headline(page, report);
    return end(page, config, report);
  }

  private static void causes(Page page, Explanation explanation) {
    for (Explanation.Left left : explanation.leftOut()) {
      page.fact(
          "left out",
          String.format(
              Locale.ROOT,
              "%s %s in partition %d, offsets %d to %d (record %d)",
              count(left.count().count()),
              Figures.word(left.count().reason())
                  + (left.count().windowStartMillis().isPresent() ? "" : ", in an unknown window,"),
              left.count().partition(),
              left.count().firstOffset(),
              left.count().lastOffset(),
              left.record()));
    }
    for (Explanation.Moved moved : explanation.moves()) {
      String gap =
          moved.from().isPresent() && moved.to() > moved.from().get()
              ? String.format(
                  Locale.ROOT,
                  "; offsets [%d,%d) = %s were not pulled",
                  moved.from().get(),
                  moved.to(),
                  count(moved.to() - moved.from().get()))
              : "";
      page.fact(
          "position",
          String.format(
              Locale.ROOT,
              "partition %d, now at %d: %s%s (record %d)",
              moved.partition(),
              moved.to(),
              moved.reason(),
              gap,
              moved.record()));
    }
    for (Explanation.Late late : explanation.late()) {
      page.fact(
          "late",
          String.format(
              Locale.ROOT,
              "%s, written by run %s (record %d)",
              count(late.count(), "message"),
              late.run(),
              late.record()));
    }
    explanation.positions().forEach(line -> page.fact("not pulled", BookWords.position(line)));
  }

  /** What was posted. */
  public static Page posted(CamusConfig config, long records, long events) {
    return new Page()
        .verdict(
            Tone.GOOD, "POSTED", count(events, "event") + " of " + count(records, "commit record"))
        .place("audit topic", config.value(AuditSettings.TOPIC));
  }

  private static void headline(Page page, BookReport report) {
    BookVerdict verdict = BookVerdict.of(report);
    page.verdict(verdict.tone(), verdict.words(), verdict.text());
  }

  private static Page end(Page page, CamusConfig config, BookReport report) {
    if (report.states().containsKey(State.UNAUDITED)) {
      page.notice(
          "no other tier counts the unaudited topics; to count messages in their producers, use"
              + " io.camus.audit.producer.CountingInterceptor");
    }
    report
        .foreign()
        .forEach(
            (cause, foreign) ->
                page.notice(
                    count(foreign.count(), "message")
                        + " of the audit topic were not counted: "
                        + cause
                        + "; first at "
                        + foreign.sample()));
    if (!report.ownDifferences().isEmpty()) {
      OwnDifference first = report.ownDifferences().get(0);
      page.notice(
          String.format(
              Locale.ROOT,
              "the audit topic and the commit log, which is right, differ in %s of Camus; first in"
                  + " tier %s, topic %s, %s: %,d in the topic, %,d in the log. If the topic has"
                  + " fewer, camus audit post or rebuild posts them again; if it has more, another"
                  + " pipeline uses the tier",
              count(report.ownDifferences().size(), "count"),
              first.tier(),
              first.topic(),
              minute(first.beginMillis()),
              first.posted(),
              first.logged()));
    }
    if (!report.notPulled().isEmpty()) {
      page.notice(
          "counts of topics that Camus does not pull: "
              + report.notPulled().entrySet().stream()
                  .limit(5)
                  .map(it -> it.getKey() + " (" + count(it.getValue()) + ")")
                  .collect(Collectors.joining(", "))
              + (report.notPulled().size() > 5
                  ? " and " + count(report.notPulled().size() - 5) + " more"
                  : ""));
    }
    return page.gap()
        .place(
            "audit topic",
            config.value(AuditSettings.TOPIC) + ", " + count(report.messages(), "message"))
        .place("commit log", Wiring.layoutOf(config).commits());
  }

  private static String window(BookRow row, List<String> tiers) {
    List<String> sums = new ArrayList<>();
    tiers.forEach(
        tier -> {
          Long sum = row.tiers().get(tier);
          sums.add(tier + " " + (sum == null ? "-" : count(sum)));
        });
    sums.add("brokers " + count(row.held()));
    return String.format(
        Locale.ROOT,
        "%s %s: %s (%s)%s",
        row.topic(),
        minute(row.beginMillis()),
        words(row.verdict()),
        String.join(", ", sums),
        row.verdict().reason().isEmpty() ? "" : "; " + row.verdict().reason());
  }

  static String words(Verdict verdict) {
    String state = Figures.word(verdict.state());
    return verdict.messages() > 0 ? state + " " + count(verdict.messages()) : state;
  }

  static Tone tone(State state) {
    return switch (state) {
      case MISSING, SURPLUS, UNKNOWN -> Tone.BAD;
      case UNAUDITED -> Tone.WARNING;
      case OPEN, SETTLING -> Tone.PLAIN;
      case COMPLETE -> Tone.GOOD;
    };
  }

  private static String minute(long millis) {
    return MINUTE.format(Instant.ofEpochMilli(millis));
  }
}
