package io.camus.books;

import io.camus.books.Verdict.State;
import io.camus.model.ExitCode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The balanced books.
 *
 * @param at when the brokers were asked
 * @param span the windows
 * @param tiers the tiers before ours, by name
 * @param rows one for each topic and window with counts, by topic and window
 * @param foreign messages of the audit topic that are not count events, by cause
 * @param ownDifferences counts of Camus in the audit topic that differ from the commit log
 * @param notPulled messages of topics that Camus does not pull, by topic: the largest count of a
 *     tier
 * @param messages number of messages of the audit topic that were read
 */
public record BookReport(
    Instant at,
    BookSpan span,
    List<String> tiers,
    List<BookRow> rows,
    SortedMap<String, AuditEvents.Foreign> foreign,
    List<OwnDifference> ownDifferences,
    Map<String, Long> notPulled,
    long messages) {
  public BookReport {
    tiers = List.copyOf(tiers);
    rows = List.copyOf(rows);
    foreign = Collections.unmodifiableSortedMap(new TreeMap<>(foreign));
    ownDifferences = List.copyOf(ownDifferences);
    notPulled = Collections.unmodifiableMap(new TreeMap<>(notPulled));
  }

  /** The number of windows in each state. */
  public Map<State, Long> states() {
    Map<State, Long> states = new EnumMap<>(State.class);
    rows.forEach(row -> states.merge(row.verdict().state(), 1L, Long::sum));
    return states;
  }

  /** 4 if messages are missing or in surplus, or if that is unknown; otherwise 0. */
  public ExitCode exitCode() {
    return rows.stream().anyMatch(row -> row.verdict().isWrong()) ? ExitCode.DATA : ExitCode.OK;
  }
}
