package io.camus.cli.report;

import static io.camus.cli.page.Figures.count;

import io.camus.books.BookReport;
import io.camus.cli.page.Tone;
import io.camus.cli.report.Gap.Part;
import io.camus.cli.report.TopicReports.BucketStates;
import io.camus.cli.view.AuditPage;
import io.camus.cli.view.BookVerdict;
import io.camus.cli.view.Detail;
import io.camus.cli.view.PositionsPage;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.complete.Completeness;
import io.camus.complete.CompletionQuery;
import io.camus.config.CamusConfig;
import io.camus.config.CompletionSettings;
import io.camus.failure.RootCause;
import io.camus.history.RunHistory;
import io.camus.model.CamusException;
import io.camus.model.PlugInException;
import io.camus.model.StorageException;
import io.camus.model.TrackedTopic;
import io.camus.offsets.PositionLine;
import io.camus.offsets.PositionStatus;
import io.camus.offsets.PositionsReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds a report part by part: {@link #log} first, then the others in any order, then {@link
 * #report}. A part that is not set has a gap.
 */
public final class ReportBuilder {
  /** The maximum number of partitions on the page. */
  private static final int MOST_PARTITIONS = 10_000;

  private static final int NAMED = 5;

  private final CamusConfig config;
  private final HourSpan span;
  private final LogScan scan;
  private final List<Gap> gaps = new ArrayList<>();
  private final Findings findings = new Findings();
  private final List<TerminalPage> pages = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();
  private Optional<Headline> books = Optional.empty();
  private Optional<Positions> positions = Optional.empty();
  private Runs runs = new Runs(List.of(), new Omitted(0, ""));
  private DeadLetters letters = DeadLetters.NONE;
  private Files files = Files.NONE;
  private Optional<TopicReports> topics = Optional.empty();
  private final List<String> untracked = new ArrayList<>();

  /**
   * @param scan has the records of the log
   */
  public ReportBuilder(CamusConfig config, HourSpan span, LogScan scan) {
    this.config = config;
    this.span = span;
    this.scan = scan;
  }

  /** Notes that a part could not be read. */
  public void gap(Part part, String sentence) {
    gaps.add(new Gap(part, sentence));
  }

  /**
   * Sets what the commit log says.
   *
   * @param state the newest
   * @param reader looks for the marks of records
   * @param rules the settings of a topic; empty if its buckets are not tracked; may throw an {@link
   *     IllegalArgumentException} or a {@link PlugInException} if they are wrong
   * @throws StorageException if marks cannot be read
   */
  public void log(
      LogState state, LogReader reader, Function<String, Optional<Completeness>> rules) {
    state.positions().keySet().forEach(partition -> known.add(partition.topic()));
    topics = Optional.of(new TopicReports(span, scan.files, new Buckets(state, rules)));
    try {
      files = scan.files.files(reader::isPublished);
    } catch (IOException e) {
      throw new StorageException("cannot read the commit log: " + RootCause.line(e), e);
    }
  }

  /** Sets the balanced books. */
  public void books(BookReport report) {
    topics.orElseThrow().judged(report.rows());
    findings.books(report);
    pages.add(new TerminalPage("camus audit", AuditPage.of(config, report)));
    BookVerdict verdict = BookVerdict.of(report);
    books = Optional.of(new Headline(verdict.tone(), verdict.words(), verdict.text()));
  }

  /** Sets only the counts of the commit log, if the books could not be balanced. */
  public void counts(BookReport report) {
    topics.orElseThrow().counted(report.rows());
  }

  /** Sets the positions. */
  public void positions(PositionsReport report) {
    List<PositionLine> lines = report.lines();
    lines.stream()
        .filter(line -> line.status() != PositionStatus.LEFT_OUT)
        .forEach(line -> known.add(line.partition().topic()));
    List<PositionLine> shown = lines.subList(0, Math.min(MOST_PARTITIONS, lines.size()));
    positions =
        Optional.of(
            new Positions(
                report.at(),
                shown,
                report.lag(),
                report.heldBack(),
                report.lost(),
                new Omitted(lines.size() - shown.size(), "camus offsets --all")));
    findings.positions(report);
    pages.add(new TerminalPage("camus offsets", PositionsPage.of(config, report, Detail.AS_FITS)));
  }

  /** Sets the runs, if they can be read. */
  public void runs(Supplier<RunHistory> history) {
    try {
      RunTable table = RunTable.read(history.get(), span, scan);
      runs = table.runs();
      letters = table.deadLetters();
      findings.runs(table);
      pages.add(new TerminalPage("camus history", table.page()));
    } catch (CamusException e) {
      gap(Part.RUNS, "The history of runs: " + e.getMessage());
      gap(Part.DEAD_LETTERS, "Dead letters are counted by runs, whose history cannot be read.");
    }
  }

  /** The report. */
  public Report report(Made made) {
    List<TopicReport> rows = topics.orElseThrow().topics(known);
    findings.buckets(rows);
    long unexplained = topics.orElseThrow().withoutReason();
    if (unexplained > 0) {
      gap(
          Part.BOOKS,
          "The reasons of "
              + count(unexplained, "hour")
              + " are left out, because the page would be too large; camus audit explain TOPIC HOUR"
              + " shows them.");
    }
    if (!untracked.isEmpty()) {
      gap(Part.COMPLETENESS, untrackedTopics());
    }
    return new Report(
        made,
        span,
        headline(),
        gaps,
        findings.all(),
        rows,
        rows.stream().map(TopicReport::waterfall).reduce(Waterfall.NONE, Waterfall::plus),
        positions,
        runs,
        files,
        letters,
        pages);
  }

  private Optional<Completeness> rules(
      String topic, Function<String, Optional<Completeness>> rules) {
    try {
      Optional<Completeness> found = rules.apply(topic);
      if (found.isEmpty()) {
        untracked.add(topic);
      }
      return found;
    } catch (IllegalArgumentException | PlugInException e) {
      gap(Part.COMPLETENESS, topic + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private String untrackedTopics() {
    return CompletionSettings.COMPLETE.name()
        + " is not true for "
        + count(untracked.size(), "topic")
        + " ("
        + String.join(", ", untracked.subList(0, Math.min(NAMED, untracked.size())))
        + (untracked.size() > NAMED ? ", ..." : "")
        + "): the commit log does not prove which of their hours are complete.";
  }

  private Headline headline() {
    long lost = positions.map(Positions::lost).orElse(0L);
    Headline verdict =
        books.orElseGet(
            () -> new Headline(Tone.WARNING, "NOT AUDITED", "the books could not be balanced"));
    if (lost == 0) {
      return verdict;
    }
    String loss = count(lost, "offset") + " lost";
    return verdict.tone() == Tone.BAD
        ? new Headline(Tone.BAD, verdict.words(), verdict.sentence() + "; " + loss)
        : new Headline(Tone.BAD, "LOST", loss + "; " + verdict.sentence());
  }

  /** The states of buckets. What keeps them from being known becomes a gap. */
  private final class Buckets implements BucketStates {
    private final LogState state;
    private final Function<String, Optional<Completeness>> rules;
    private final Map<String, Optional<Completeness>> byTopic = new HashMap<>();

    Buckets(LogState state, Function<String, Optional<Completeness>> rules) {
      this.state = state;
      this.rules = rules;
    }

    @Override
    public Optional<CompletionQuery.State> of(String topic, Instant begin, Instant end) {
      return byTopic
          .computeIfAbsent(topic, it -> rules(it, rules))
          .flatMap(it -> scan.buckets.state(it, topic, tracked(topic), begin, end));
    }

    @Override
    public Optional<Instant> until(String topic) {
      return tracked(topic).flatMap(TrackedTopic::until);
    }

    private Optional<TrackedTopic> tracked(String topic) {
      return state.trackers().of(topic);
    }
  }
}
