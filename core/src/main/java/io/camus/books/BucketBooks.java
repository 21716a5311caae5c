package io.camus.books;

import io.camus.audit.CountEvent;
import io.camus.commit.LogReader;
import io.camus.complete.ClosingSpan;
import io.camus.complete.HeldOpen;
import io.camus.complete.TierBalance;
import io.camus.model.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The books of buckets that are about to be closed. The audit topic is read at most once, so an
 * instance serves one run.
 */
public final class BucketBooks implements TierBalance {
  /** The maximum number of counts in memory: about 300 MiB. */
  private static final int MOST_COUNTS = 1_000_000;

  private final Duration window;
  private final BiFunction<BookSpan, AuditEvents, AuditTopic.Content> auditTopic;
  private final LogReader log;
  private Optional<Audit> audit = Optional.empty();

  /**
   * What was read of the audit topic.
   *
   * @param content empty if it could not be read
   * @param failure why it could not
   */
  private record Audit(BookSpan span, Optional<AuditTopic.Content> content, String failure) {}

  /**
   * @param window length of the windows of counts
   * @param auditTopic reads the events of a span
   * @param log has what the brokers held
   */
  public BucketBooks(
      Duration window,
      BiFunction<BookSpan, AuditEvents, AuditTopic.Content> auditTopic,
      LogReader log) {
    this.window = window;
    this.auditTopic = auditTopic;
    this.log = log;
  }

  /** Whether windows of counts begin and end with the buckets of a span. */
  private boolean fits(ClosingSpan span) {
    return isBorder(span.from()) && isBorder(span.until());
  }

  private boolean isBorder(Instant time) {
    return Math.floorMod(time.toEpochMilli(), window.toMillis()) == 0;
  }

  @Override
  public Map<String, HeldOpen> judge(Collection<ClosingSpan> spans, long record) {
    Map<String, HeldOpen> held = new HashMap<>();
    List<ClosingSpan> fitting = new ArrayList<>();
    for (ClosingSpan span : spans) {
      if (fits(span)) {
        fitting.add(span);
      } else {
        held.put(
            span.topic(),
            new HeldOpen(
                span.from(), "windows of " + window + " do not begin and end with its buckets"));
      }
    }
    if (!fitting.isEmpty()) {
      judge(fitting, record, held);
    }
    return held;
  }

  private void judge(List<ClosingSpan> spans, long record, Map<String, HeldOpen> held) {
    BookSpan all =
        BookSpan.of(
            spans.stream().map(ClosingSpan::from).min(Instant::compareTo).orElseThrow(),
            spans.stream().map(ClosingSpan::until).max(Instant::compareTo).orElseThrow(),
            window);
    Audit read = audit(all, spans);
    if (read.content().isEmpty()) {
      spans.forEach(span -> held.put(span.topic(), new HeldOpen(span.from(), read.failure())));
      return;
    }
    Map<List<String>, List<ClosingSpan>> byTiers =
        spans.stream().collect(Collectors.groupingBy(span -> span.rules().tiers()));
    byTiers.forEach(
        (tiers, some) -> judge(some, tiers, all, read.content().orElseThrow(), record, held));
  }

  private void judge(
      List<ClosingSpan> spans,
      List<String> tiers,
      BookSpan all,
      AuditTopic.Content content,
      long record,
      Map<String, HeldOpen> held) {
    Set<String> topics = spans.stream().map(ClosingSpan::topic).collect(Collectors.toSet());
    BookSettings settings =
        new BookSettings(
            topics::contains, all, Duration.ZERO, Optional.empty(), Optional.empty(), tiers);
    Map<String, List<BookRow>> rows =
        Books.balance(
                settings,
                content,
                new LoggedCounts(log, record),
                Instant.ofEpochMilli(all.toMillis()),
                topics)
            .rows()
            .stream()
            .filter(row -> row.verdict().state() != Verdict.State.COMPLETE)
            .collect(Collectors.groupingBy(BookRow::topic));
    for (ClosingSpan span : spans) {
      rows.getOrDefault(span.topic(), List.of()).stream()
          .filter(row -> row.beginMillis() >= span.from().toEpochMilli())
          .filter(row -> row.beginMillis() < span.until().toEpochMilli())
          .findFirst()
          .ifPresent(
              row ->
                  held.put(
                      span.topic(),
                      new HeldOpen(Instant.ofEpochMilli(row.beginMillis()), inWords(row, tiers))));
    }
  }

  private Audit audit(BookSpan span, List<ClosingSpan> spans) {
    if (audit.isEmpty()) {
      try {
        AuditEvents events = new AuditEvents(span, wanted(spans), MOST_COUNTS);
        audit = Optional.of(new Audit(span, Optional.of(auditTopic.apply(span, events)), ""));
      } catch (SourceException e) {
        audit = Optional.of(new Audit(span, Optional.empty(), e.getMessage()));
      }
    }
    Audit known = audit.get();
    return known.span().fromMillis() <= span.fromMillis()
            && known.span().toMillis() >= span.toMillis()
        ? known
        : new Audit(
            span, Optional.empty(), "another run has changed the log; the next run retries");
  }

  private static Predicate<CountEvent> wanted(List<ClosingSpan> spans) {
    Map<String, Set<String>> tiers = new HashMap<>();
    spans.forEach(
        span ->
            tiers
                .computeIfAbsent(span.topic(), it -> new TreeSet<>())
                .addAll(span.rules().tiers()));
    return event -> tiers.getOrDefault(event.topic(), Set.of()).contains(event.tier());
  }

  private static String inWords(BookRow row, List<String> tiers) {
    Verdict verdict = row.verdict();
    String counts =
        tiers.stream()
            .map(
                tier ->
                    row.tiers().containsKey(tier)
                        ? String.format(
                            Locale.ROOT, "tier %s counted %,d", tier, row.tiers().get(tier))
                        : "tier " + tier + " has no counts")
            .collect(Collectors.joining(", "));
    String state = verdict.state().name().toLowerCase(Locale.ROOT);
    return String.format(
        Locale.ROOT,
        "%s: %s%s (%s, the brokers held %,d)%s",
        Instant.ofEpochMilli(row.beginMillis()),
        state,
        verdict.messages() > 0 ? String.format(Locale.ROOT, " %,d", verdict.messages()) : "",
        counts,
        row.held(),
        verdict.reason().isEmpty() || verdict.reason().endsWith("has no counts of this window")
            ? ""
            : "; " + verdict.reason());
  }
}
