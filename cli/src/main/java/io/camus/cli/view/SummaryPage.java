package io.camus.cli.view;

import static io.camus.cli.page.Figures.count;
import static io.camus.cli.page.Figures.duration;

import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.commit.Layout;
import io.camus.config.CamusConfig;
import io.camus.config.DecodingSettings;
import io.camus.config.OutputSettings;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.report.Rejection;
import io.camus.report.RunSummary;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.report.TopicCompleteness;
import io.camus.report.Unread;
import io.camus.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The end of {@code camus run} for people: what moved, what needs attention, where it is. */
public final class SummaryPage {
  private static final int MOST_TOPICS = 50;
  private static final String OK = "OK";

  private SummaryPage() {}

  /** The page. */
  public static Page of(CamusConfig config, RunSummary summary) {
    Page page = new Page().gap();
    if (!summary.topics().isEmpty()) {
      page.add(
              TopicTable.of(
                  config.value(OutputSettings.ZONE),
                  summary.startedAt(),
                  summary.topics(),
                  MOST_TOPICS))
          .gap();
    }
    page.verdict(tone(summary), verdict(summary), headline(summary));
    if (summary.emptyTopics() > 0) {
      page.fact("up to date", count(summary.emptyTopics(), "topic"));
    }
    unread(page, summary);
    if (!summary.completeness().isEmpty()) {
      page.fact("complete", completeness(summary.completeness()));
    }
    page.add(EventTimeFacts.of(summary.topics()));
    summary.recovered().forEach(sentence -> page.fact("recovered", sentence));
    page.add(Accounts.of(summary.total(), summary.rejections()))
        .add(
            RejectionTable.of(
                summary.rejections(), config.value(DecodingSettings.ERRORS_TO_PRINT)));
    if (!summary.problems().isEmpty()) {
      page.gap().problems(summary.problems());
    }
    String meaning = meaning(summary);
    if (!meaning.isEmpty()) {
      page.gap().paragraph(2, meaning);
    }
    page.gap().place("files", config.value(OutputSettings.DESTINATION));
    Layout layout = Wiring.layoutOf(config);
    summary.run().ifPresent(run -> page.place("history", layout.history(run)));
    if (summary.rejections().stream().anyMatch(Rejection::committed)) {
      summary.run().ifPresent(run -> page.place("rejected", layout.deadLetters(run)));
    }
    return page.place("commit log", layout.commits() + records(summary.commits()));
  }

  /** How old the oldest record is that was left in Kafka, and when retention deletes the first. */
  private static void unread(Page page, RunSummary summary) {
    Unread unread = summary.total().unread();
    List<String> facts = new ArrayList<>();
    unread
        .oldest()
        .filter(oldest -> oldest.isBefore(summary.endedAt()))
        .ifPresent(
            oldest ->
                facts.add(
                    "the oldest record is "
                        + duration(Duration.between(oldest, summary.endedAt()))
                        + " old"));
    unread.timeToLoss().ifPresent(left -> facts.add(deletion(left)));
    if (!facts.isEmpty()) {
      page.fact("unread", String.join(", ", facts));
    }
  }

  private static String deletion(Duration left) {
    return left.compareTo(Duration.ofSeconds(1)) < 0
        ? "retention may delete the first one at any moment"
        : "retention deletes the first one in " + duration(left);
  }

  private static String headline(RunSummary summary) {
    String took = duration(summary.duration());
    if (!summary.committedAnything()) {
      String what = summary.topics().isEmpty() ? "moved" : "committed";
      return "nothing " + what + " in " + took;
    }
    TopicSummary total = summary.total();
    return String.format(
        Locale.ROOT,
        "%s%s committed in %s, %s messages/s",
        count(total.messages(), "message"),
        total.rejected() == 0 ? "" : " and " + count(total.rejected(), "dead letter"),
        took,
        count(Figures.perSecond(total.messages(), summary.duration())));
  }

  private static String completeness(List<TopicCompleteness> topics) {
    long completed = topics.stream().mapToLong(TopicCompleteness::completed).sum();
    long begun = topics.stream().filter(topic -> topic.until().isPresent()).count();
    Optional<Instant> until =
        topics.stream().flatMap(topic -> topic.until().stream()).min(Comparator.naturalOrder());
    String upTo =
        topics.size() == 1 ? "up to " : count(topics.size(), "topic") + " up to at least ";
    return (completed == 0 ? "" : count(completed, "more bucket") + ", ")
        + (begun == topics.size()
            ? upTo + until.orElseThrow()
            : count(topics.size() - begun, "topic") + " not yet");
  }

  private static String verdict(RunSummary summary) {
    if (summary.stoppedBy().isPresent()) {
      return "STOPPED by " + summary.stoppedBy().get();
    }
    if (summary.closedBy().isPresent()) {
      return "TAKEN OVER by run " + summary.closedBy().get();
    }
    return switch (summary.exitCode()) {
      case OK -> ok(summary);
      case OUTSIDE -> "INCOMPLETE";
      case DATA -> "ATTENTION";
      case UNKNOWN -> "COMMIT UNKNOWN";
      case USAGE, BUG -> "FAILED";
    };
  }

  private static Tone tone(RunSummary summary) {
    if (summary.stoppedBy().isPresent() || summary.closedBy().isPresent()) {
      return Tone.WARNING;
    }
    if (summary.exitCode() != ExitCode.OK) {
      return Tone.BAD;
    }
    return ok(summary).equals(OK) ? Tone.GOOD : Tone.WARNING;
  }

  private static String ok(RunSummary summary) {
    if (summary.faults() > 0) {
      return "OK, with " + count(summary.faults()) + " rejected";
    }
    long warnings =
        summary.problems().stream().filter(it -> it.severity() == Severity.WARNING).count();
    return warnings == 0 ? OK : "OK, with " + count(warnings, "warning");
  }

  private static String meaning(RunSummary summary) {
    String status = "Exit code " + summary.status() + ".";
    if (summary.stoppedBy().isPresent()) {
      return "Committed data is safe; the next run pulls the rest. " + status;
    }
    if (summary.closedBy().isPresent()) {
      return "Committed data is safe; the other run pulls the rest. " + status;
    }
    Optional<Severity> worst =
        summary.problems().stream().map(Problem::severity).max(Comparator.naturalOrder());
    if (worst.isEmpty()) {
      return "";
    }
    return switch (worst.get()) {
      case NOTICE -> "No action needed.";
      case WARNING -> "The run is complete. Check the warnings. " + status;
      case BUG ->
          "Committed data is safe; the next run pulls the rest. Please report the bug. " + status;
      case OUTSIDE -> "Committed data is safe. Fix the cause, then run again. " + status;
      case DATA -> "Everything else is committed. " + status;
      case UNKNOWN -> "Run again: the next run finds out what was committed. " + status;
    };
  }

  private static String records(List<Long> commits) {
    if (commits.isEmpty()) {
      return "";
    }
    return commits.size() == 1
        ? ", record " + commits.get(0)
        : ", records " + commits.get(0) + " to " + commits.get(commits.size() - 1);
  }
}
