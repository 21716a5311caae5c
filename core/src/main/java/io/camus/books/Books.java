package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.offsets.PositionsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Balances what tiers counted of each topic and window with what the brokers held. The counts of
 * Camus come from the commit log, so they cannot differ from the data; the audit topic has those of
 * all other tiers.
 */
public final class Books {
  private final BookSettings settings;
  private final AuditTopic.Content audit;
  private final Instant at;
  private final Map<String, TopicProgress> progress;

  /** Topics that Camus pulls, in addition to those of the log. */
  private final Set<String> pulled;

  private final Tally tally;
  private final OwnTiers own;
  private final Details details;
  private final SortedMap<String, Set<String>> tiersOf = new TreeMap<>();

  /** By topic, then by tier, since each tier counts the same messages. */
  private final Map<String, Map<String, Long>> notPulled = new TreeMap<>();

  private Books(
      BookSettings settings,
      AuditTopic.Content audit,
      Instant at,
      Map<String, TopicProgress> progress,
      Set<String> pulled,
      Details details) {
    this.settings = settings;
    this.audit = audit;
    this.at = at;
    this.progress = progress;
    this.pulled = pulled;
    this.tally = new Tally(settings.span());
    this.own = new OwnTiers(settings);
    this.details = details;
  }

  /**
   * Balances the books.
   *
   * @param log the commit log, read after the positions, so that it has all that they have
   */
  public static BookReport balance(
      BookSettings settings,
      AuditTopic.Content audit,
      LoggedCounts log,
      PositionsReport positions) {
    return of(settings, audit, positions, Details.none()).closed(log);
  }

  private static Books of(
      BookSettings settings, AuditTopic.Content audit, PositionsReport positions, Details details) {
    return new Books(
        settings,
        audit,
        positions.at(),
        TopicProgress.of(positions.lines()),
        positions.lines().stream().map(it -> it.partition().topic()).collect(Collectors.toSet()),
        details);
  }

  /**
   * Balances the books of topics whose messages are all pulled.
   *
   * @param at the time of the verdicts
   */
  static BookReport balance(
      BookSettings settings,
      AuditTopic.Content audit,
      LoggedCounts log,
      Instant at,
      Set<String> topics) {
    return new Books(settings, audit, at, Map.of(), topics, Details.none()).closed(log);
  }

  /** Explains a short span of one topic. */
  public static Explanation explain(
      BookSettings settings,
      String topic,
      AuditTopic.Content audit,
      LoggedCounts log,
      PositionsReport positions) {
    Details details = Details.all();
    BookReport report = of(settings, audit, positions, details).closed(log);
    return Explanation.of(settings, topic, report, audit.events(), details, positions);
  }

  private BookReport closed(LoggedCounts log) {
    log.read(settings.span(), new LogTally(tally, settings.topics(), settings.settle(), details));
    Set<String> known = new TreeSet<>(tally.topics.keySet());
    known.addAll(pulled);
    for (CountEvent event : audit.events().counted()) {
      if (settings.topics().test(event.topic())) {
        if (known.contains(event.topic())) {
          add(event);
        } else {
          notPulled
              .computeIfAbsent(event.topic(), topic -> new TreeMap<>())
              .merge(event.tier(), event.count(), Long::sum);
        }
      }
    }
    audit.wholeFromMillis().ifPresent(this::doubtBefore);
    return report();
  }

  private void add(CountEvent event) {
    BookSpan span = settings.span();
    boolean compared = settings.isCompared(event.tier());
    if (settings.isOwn(event.tier())) {
      own.add(event);
    } else if (compared) {
      tiersOf.computeIfAbsent(event.topic(), it -> new TreeSet<>()).add(event.tier());
    }
    if (!compared) {
      return;
    }
    boolean fits = span.fits(event.beginMillis(), event.endMillis());
    if (fits) {
      tally.at(event.topic(), event.beginMillis()).add(event.tier(), event.count());
    }
    if (!fits || event.postedMillis() < event.beginMillis() - BookSpan.MARGIN.toMillis()) {
      String doubt =
          fits
              ? "tier " + event.tier() + " counted more than a day before the window began"
              : String.format(
                  Locale.ROOT,
                  "tier %s counts windows of %s, which do not fit into those of %s",
                  event.tier(),
                  Duration.ofMillis(event.endMillis() - event.beginMillis()),
                  Duration.ofMillis(span.windowMillis()));
      tally.each(event.topic(), event.beginMillis(), event.endMillis(), it -> it.doubts.add(doubt));
    }
  }

  /** Retention of the audit topic may have deleted counts of windows that began before a time. */
  private void doubtBefore(long wholeFromMillis) {
    String doubt =
        wholeFromMillis == Long.MAX_VALUE
            ? "retention has deleted all events of the audit topic"
            : "retention has deleted events of the audit topic before "
                + Instant.ofEpochMilli(wholeFromMillis);
    tally.topics.forEach(
        (topic, windows) ->
            windows.headMap(wholeFromMillis, false).values().forEach(it -> it.doubts.add(doubt)));
  }

  private BookReport report() {
    Unclosed unclosed = new Unclosed(settings, audit.events());
    Judge judge = new Judge(at, settings.settle(), settings.span().windowMillis());
    List<BookRow> rows = new ArrayList<>();
    Set<String> tiers = new TreeSet<>(settings.tiers());
    tally.topics.forEach(
        (topic, windows) -> {
          Set<String> expected = expected(topic);
          tiers.addAll(expected);
          TopicProgress ofTopic = progress.getOrDefault(topic, TopicProgress.WHOLE);
          long unplaced = tally.unplaced.getOrDefault(topic, 0L);
          windows.forEach(
              (begin, window) -> {
                if (settings.span().holds(begin)) {
                  own.compare(topic, begin, window, audit.wholeFromMillis());
                  rows.add(
                      row(
                          topic,
                          begin,
                          window,
                          explained(
                              judge.judge(begin, window, expected, ofTopic, unplaced),
                              unclosed.suspect(topic, begin))));
                }
              });
        });
    return new BookReport(
        at,
        settings.span(),
        List.copyOf(tiers),
        rows,
        audit.events().foreign(),
        own.differences(),
        mostOfATier(),
        audit.events().messages());
  }

  private static Verdict explained(Verdict verdict, Optional<CountingProducer> suspect) {
    return verdict.state() == Verdict.State.SURPLUS && suspect.isPresent()
        ? new Verdict(
            verdict.state(),
            verdict.messages(),
            String.format(
                Locale.ROOT,
                "probably not counted: the producer %s stopped without closing; its last counts are"
                    + " of %s",
                suspect.get().inWords(),
                suspect.get().lastPosted()))
        : verdict;
  }

  private Map<String, Long> mostOfATier() {
    Map<String, Long> most = new TreeMap<>();
    notPulled.forEach((topic, tiers) -> most.put(topic, Collections.max(tiers.values())));
    return most;
  }

  private Set<String> expected(String topic) {
    return settings.tiers().isEmpty()
        ? tiersOf.getOrDefault(topic, Set.of())
        : new TreeSet<>(settings.tiers().stream().filter(settings::isCompared).toList());
  }

  private BookRow row(String topic, long begin, WindowTally window, Verdict verdict) {
    return new BookRow(
        topic,
        begin,
        begin + settings.span().windowMillis(),
        window.tiers,
        window.held(),
        window.written,
        window.leftOut,
        window.late,
        verdict);
  }
}
