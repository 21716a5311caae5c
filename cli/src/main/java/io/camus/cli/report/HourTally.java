package io.camus.cli.report;

import io.camus.books.BookRow;
import io.camus.books.Verdict.State;
import io.camus.cli.report.FileTally.Sum;
import io.camus.cli.report.Waterfall.TierSum;
import io.camus.complete.CompletionQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Adds up the windows of one hour of a topic. */
final class HourTally {
  private static final int MOST_REASONS = 3;

  private final Map<String, long[]> tiers = new TreeMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();
  private Optional<State> worst = Optional.empty();
  private long missing;
  private long doubled;
  private long leftOut;
  private long written;
  private long late;
  private boolean counted;

  /** Adds what was counted in a window that begins in the hour. */
  void count(BookRow row) {
    counted = true;
    leftOut += row.leftOut();
    written += row.written();
    late += row.late();
    row.tiers()
        .forEach(
            (tier, count) -> {
              long[] sums = tiers.computeIfAbsent(tier, it -> new long[2]);
              sums[0] += count;
              sums[1] += row.held();
            });
    switch (row.verdict().state()) {
      case MISSING -> missing += row.verdict().messages();
      case SURPLUS -> doubled += row.verdict().messages();
      case UNKNOWN, OPEN, SETTLING, UNAUDITED, COMPLETE -> {}
    }
  }

  /** Adds the state of a window that overlaps the hour. */
  void judge(BookRow row) {
    State state = row.verdict().state();
    worst = Optional.of(worst.filter(it -> it.compareTo(state) <= 0).orElse(state));
    String reason = row.verdict().reason();
    if (!reason.isEmpty() && reasons.size() < MOST_REASONS) {
      reasons.add(reason);
    }
  }

  Hour hour(Optional<CompletionQuery.State> bucket, Sum files) {
    return new Hour(
        worst,
        worst.isPresent() ? missing : 0,
        worst.isPresent() ? doubled : 0,
        String.join("; ", reasons),
        bucket,
        counted ? Optional.of(waterfall()) : Optional.empty(),
        files.files,
        files.records,
        files.bytes);
  }

  private Waterfall waterfall() {
    List<TierSum> sums =
        tiers.entrySet().stream()
            .map(it -> new TierSum(it.getKey(), it.getValue()[0], it.getValue()[1]))
            .toList();
    return new Waterfall(sums, leftOut + written, leftOut, written, late);
  }
}
