package io.camus.cli.report;

import io.camus.cli.page.Page;
import io.camus.cli.report.DeadLetters.Sample;
import io.camus.cli.view.HistoryPage;
import io.camus.history.PastRun;
import io.camus.history.RunHistory;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.report.Rejection;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The past runs of the span, and what they rejected. Reads one summary at a time. */
final class RunTable {
  /** The maximum number of runs on the page. */
  static final int MOST = 1_000;

  /** As many as {@code camus history} shows. */
  private static final int SHOWN = 20;

  private static final int MOST_SAMPLES = 5;
  private static final int MOST_LETTERS = 1_000;

  private final LogScan scan;
  private final List<RunRow> rows = new ArrayList<>();
  private final Map<Key, Rejected> rejected = new TreeMap<>();
  private final Page page = HistoryPage.begin();
  private Optional<PastRun> newest = Optional.empty();
  private final List<RunId> died = new ArrayList<>();
  private long omitted;

  private record Key(String topic, RejectionCause cause, boolean committed)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::topic).thenComparing(Key::cause).thenComparing(Key::committed);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Rejected {
    long records;
    int runs;
    final List<Sample> samples = new ArrayList<>();

    DeadLetters.Row row(Key key) {
      return new DeadLetters.Row(key.topic(), key.cause(), records, key.committed(), runs, samples);
    }
  }

  private RunTable(LogScan scan) {
    this.scan = scan;
  }

  /**
   * Reads the runs that began in the span.
   *
   * @param scan of the commit log
   */
  static RunTable read(RunHistory history, HourSpan span, LogScan scan) {
    RunTable table = new RunTable(scan);
    for (RunId run : history.ids().descendingSet()) {
      long begin = run.startedAt().toEpochMilli();
      if (begin < span.fromMillis()) {
        break;
      }
      if (!span.holds(begin)) {
        continue;
      }
      if (table.rows.size() < MOST) {
        table.add(history.of(run), history);
      } else {
        table.omitted++;
      }
    }
    return table;
  }

  private void add(PastRun past, RunHistory history) {
    if (rows.size() < SHOWN) {
      page.add(HistoryPage.row(past));
    }
    switch (past.verdict()) {
      case DIED -> died.add(past.run());
      case RUNNING -> {}
      case DONE, REJECTIONS, PARTLY, FAILED, ADOPTED, CLOSED, UNKNOWN ->
          newest = newest.or(() -> Optional.of(past));
    }
    rows.add(row(past));
    List<Rejection> rejections = rejections(past);
    boolean sampled = rejections.stream().allMatch(it -> it.sample().isPresent());
    for (Rejection each :
        sampled
            ? rejections
            : history.find(past.run()).map(RunTable::rejections).orElse(rejections)) {
      add(past, each);
    }
  }

  private static List<Rejection> rejections(PastRun past) {
    return past.committed().map(PastRun.Committed::rejections).orElse(List.of());
  }

  private void add(PastRun past, Rejection each) {
    Rejected sum =
        rejected.computeIfAbsent(
            new Key(each.topic(), each.cause(), each.committed()), key -> new Rejected());
    sum.records += each.records();
    sum.runs++;
    if (sum.samples.size() < MOST_SAMPLES) {
      each.sample()
          .ifPresent(
              sample ->
                  sum.samples.add(
                      new Sample(
                          sample.place(),
                          sample.message(),
                          sample.hint(),
                          past.run().value(),
                          each.committed()
                              ? scan.letters.find(sample.place(), past.commits())
                              : Optional.empty())));
    }
  }

  private RunRow row(PastRun past) {
    Map<Stage, Duration> stages = past.summary().map(RunSummary::stages).orElse(Map.of());
    return new RunRow(
        past.run().value(),
        past.startedAt(),
        past.duration(),
        past.verdict(),
        past.damage().map(damage -> join(past.detail(), damage)).orElse(past.detail()),
        stages,
        past.summary().map(it -> OptionalInt.of(it.tasks())).orElse(OptionalInt.empty()),
        past.total(),
        past.commits(),
        scan.skews.of(past.run()));
  }

  private static String join(String detail, String damage) {
    return detail.isEmpty() ? damage : detail + "; " + damage;
  }

  Runs runs() {
    return new Runs(rows, new Omitted(omitted, "camus history -n 0"));
  }

  /** The rejected records of the runs in the table. */
  DeadLetters deadLetters() {
    List<DeadLetters.Row> all =
        rejected.entrySet().stream()
            .map(it -> it.getValue().row(it.getKey()))
            .sorted(Comparator.comparing(DeadLetters.Row::records).reversed())
            .toList();
    List<DeadLetters.Row> shown = all.subList(0, Math.min(MOST_LETTERS, all.size()));
    return new DeadLetters(shown, new Omitted(all.size() - shown.size(), "camus history RUN"));
  }

  /** The terminal's list of the newest runs. */
  Page page() {
    return page;
  }

  /** The newest run that has ended; empty if there is none in the span. */
  Optional<PastRun> newest() {
    return newest;
  }

  /** Runs whose work the next run will complete. */
  List<RunId> died() {
    return List.copyOf(died);
  }
}
