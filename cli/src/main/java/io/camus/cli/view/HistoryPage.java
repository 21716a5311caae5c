package io.camus.cli.view;

import static io.camus.cli.page.Figures.bytes;
import static io.camus.cli.page.Figures.count;
import static io.camus.cli.page.Figures.duration;

import io.camus.cli.page.Columns;
import io.camus.cli.page.Figures;
import io.camus.cli.page.Page;
import io.camus.cli.page.Tone;
import io.camus.config.CamusConfig;
import io.camus.config.DecodingSettings;
import io.camus.config.OutputSettings;
import io.camus.history.PastRun;
import io.camus.history.PastRun.Committed;
import io.camus.report.RunSummary.TopicSummary;
import io.camus.wiring.Wiring;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code camus history} for people. The list has columns of fixed width, so that each line can be
 * printed once its run is read.
 */
public final class HistoryPage {
  private static final Columns<PastRun> COLUMNS =
      Columns.<PastRun>of(List.of())
          .left("run", 26, past -> past.run().value())
          .left("verdict", 12, past -> Words.of(past.verdict()))
          .tone(HistoryPage::tone)
          .right("duration", 12, past -> past.duration().map(Figures::duration).orElse("-"))
          .right("messages", 14, past -> figure(past, it -> count(it.messages())))
          .right("bytes", 10, past -> figure(past, it -> bytes(it.bytes())))
          .ifRoom()
          .right("rejected", 8, past -> figure(past, it -> count(it.rejected())))
          .right("files", 6, past -> figure(past, it -> count(it.files())))
          .ifRoom();

  private HistoryPage() {}

  private static Tone tone(PastRun past) {
    return switch (past.verdict()) {
      case DONE -> Tone.GOOD;
      case REJECTIONS, DIED -> Tone.WARNING;
      case PARTLY, FAILED -> Tone.BAD;
      case ADOPTED, RUNNING, CLOSED, UNKNOWN -> Tone.PLAIN;
    };
  }

  private static String figure(PastRun past, Function<TopicSummary, String> cell) {
    return past.total().map(cell).orElse("-");
  }

  /** The titles of the list. */
  public static Page begin() {
    return new Page().add(COLUMNS.table());
  }

  /** A run's line, and the notes on it. */
  public static Page row(PastRun past) {
    Page page = new Page().add(COLUMNS.row(past));
    if (!past.detail().isEmpty()) {
      page.paragraph(4, past.detail());
    }
    past.damage().ifPresent(damage -> page.item(4, Tone.WARNING, "damaged:", damage));
    return page;
  }

  /** Everything of one run. */
  public static Page full(CamusConfig config, PastRun past) {
    Page page = new Page().heading(past.run() + ": " + Words.of(past.verdict()));
    if (!past.detail().isEmpty()) {
      page.paragraph(2, past.detail());
    }
    past.damage().ifPresent(damage -> page.detail("damaged", damage));
    DateTimeFormatter time =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss (VV)", Locale.ROOT)
            .withZone(config.value(OutputSettings.ZONE));
    page.detail("started", time.format(past.startedAt()));
    past.duration().ifPresent(it -> page.detail("duration", duration(it)));
    past.total()
        .ifPresent(
            it ->
                page.detail(
                    "committed",
                    String.format(
                        Locale.ROOT,
                        "%s in %s, %s; %s",
                        count(it.messages(), "message"),
                        count(it.files(), "data file"),
                        bytes(it.bytes()),
                        count(it.rejected(), "dead letter"))));
    past.committed().ifPresent(committed -> committed(page, config, past, committed));
    past.summary()
        .ifPresent(
            summary -> {
              if (!summary.recovered().isEmpty() || !summary.problems().isEmpty()) {
                page.gap();
              }
              summary.recovered().forEach(it -> page.fact("recovered", it));
              page.problems(summary.problems());
            });
    return page.gap()
        .place("history", Wiring.layoutOf(config).history(past.run()))
        .place("commit log", Wiring.layoutOf(config).commits() + records(past.commits()));
  }

  private static void committed(Page page, CamusConfig config, PastRun past, Committed committed) {
    List<TopicSummary> topics = committed.topics();
    if (!topics.isEmpty()) {
      page.gap()
          .add(
              TopicTable.of(
                  config.value(OutputSettings.ZONE), past.startedAt(), topics, topics.size()))
          .add(Accounts.of(TopicSummary.sum("total", topics), committed.rejections()))
          .add(EventTimeFacts.of(topics));
    }
    page.add(
        RejectionTable.of(committed.rejections(), config.value(DecodingSettings.ERRORS_TO_PRINT)));
  }

  private static String records(List<Long> commits) {
    return commits.isEmpty()
        ? ", no commit record has data from this run"
        : commits.stream()
            .map(Object::toString)
            .collect(
                Collectors.joining(", ", commits.size() == 1 ? ", record " : ", records ", ""));
  }
}
