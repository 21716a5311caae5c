package io.camus.cli;

import io.camus.books.AuditTopic;
import io.camus.books.BookReport;
import io.camus.books.BookSettings;
import io.camus.books.Books;
import io.camus.cli.report.Gap.Part;
import io.camus.cli.report.HourSpan;
import io.camus.cli.report.LogScan;
import io.camus.cli.report.Made;
import io.camus.cli.report.Report;
import io.camus.cli.report.ReportBuilder;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.config.OutputSettings;
import io.camus.model.SourceException;
import io.camus.offsets.PositionsReport;
import io.camus.wiring.Wiring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Makes reports: asks the audit topic, the commit log, the brokers and the history, in the order
 * that is safe for books. Kafka may be unreachable; the commit log must be readable.
 */
class ReportOperations {
  private final Operations operations;
  private final InstantSource clock;

  ReportOperations(Operations operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  /**
   * Makes a report.
   *
   * @param progress receives the number of audit events read so far
   * @throws io.camus.model.CamusException if the commit log cannot be read
   */
  Report make(CamusConfig config, ReportRequest request, LongConsumer progress) {
    return new Making(config, request).report(progress);
  }

  /**
   * Refuses paths with which no report can be made.
   *
   * @throws io.camus.model.CamusException if there are such paths
   */
  void require(CamusConfig config) {
    HadoopSession.reading(config, HadoopSession.history(config));
  }

  /** One report in the making. */
  private final class Making {
    private final CamusConfig config;
    private final ReportRequest request;
    private final AuditedBooks books;
    private final HadoopSession session;
    private final LogScan scan;
    private final ReportBuilder builder;

    Making(CamusConfig config, ReportRequest request) {
      this.config = config;
      this.request = request;
      this.books =
          new AuditedBooks(
              config, Optional.empty(), request.span().from(), request.span().to(), clock);
      this.session = books.session();
      this.scan = new LogScan(request.span(), session.layout());
      this.builder = new ReportBuilder(config, request.span(), scan);
    }

    Report report(LongConsumer progress) {
      Instant at = clock.instant();
      boolean reachable = isReachable();
      Optional<AuditTopic.Content> audit = reachable ? audit(progress) : Optional.empty();
      LogState log = session.log();
      Optional<PositionsReport> positions = reachable ? positions(log) : Optional.empty();
      BookReport report =
          Books.balance(
              audit.isPresent() ? books.settings() : withoutTiers(books.settings()),
              audit.orElseGet(() -> AuditTopic.Content.none(books.settings().span())),
              books.counts(log, scan),
              positions.orElseGet(() -> new PositionsReport(at, List.of())));
      Wiring wiring = session.wiringOfLog();
      builder.log(log, new LogReader(session.store(), session.layout()), wiring::completeness);
      if (audit.isPresent() && positions.isPresent()) {
        builder.books(report);
      } else if (config.countWindow().isPresent()) {
        builder.counts(report);
      }
      positions.ifPresent(builder::positions);
      if (HourSpan.HOUR % books.settings().span().windowMillis() != 0) {
        builder.gap(
            Part.BOOKS,
            "Windows of "
                + AuditSettings.GRANULARITY.name()
                + " are not parts of an hour: their counts are in the hour in which they begin.");
      }
      builder.runs(() -> operations.history(config));
      return builder.report(made(at));
    }

    /** Tiers that were not asked have no say. */
    private BookSettings withoutTiers(BookSettings asked) {
      return new BookSettings(
          asked.topics(),
          asked.span(),
          asked.settle(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    private Made made(Instant at) {
      return new Made(
          at,
          Version.text(),
          config.value(OutputSettings.DESTINATION).value(),
          session.layout().commits().value(),
          config.value(OutputSettings.ZONE),
          request.reload());
    }

    /** One request, since waiting for each part of the report would take too long. */
    private boolean isReachable() {
      if (request.kafka() == ReportRequest.Kafka.SKIP) {
        unasked("Kafka was not asked (--no-kafka).");
        return false;
      }
      try {
        books.askForTopics();
        return true;
      } catch (SourceException e) {
        unasked("Kafka did not answer: " + e.getMessage());
        return false;
      }
    }

    private void unasked(String why) {
      builder.gap(Part.POSITIONS, why + " Lags and times to loss are unknown.");
      builder.gap(
          Part.BOOKS, why + " Hours have only the counts of the commit log, without a verdict.");
    }

    private Optional<AuditTopic.Content> audit(LongConsumer progress) {
      if (config.countWindow().isEmpty()) {
        builder.gap(
            Part.BOOKS,
            "Runs do not count messages by window, so there are no books. To count them, set "
                + AuditSettings.POST.name()
                + "=true.");
        return Optional.empty();
      }
      try {
        return Optional.of(books.audit(progress));
      } catch (SourceException e) {
        builder.gap(
            Part.BOOKS,
            "The books could not be balanced: "
                + e.getMessage()
                + ". Hours have only the counts of the commit log, without a verdict.");
        return Optional.empty();
      }
    }

    private Optional<PositionsReport> positions(LogState log) {
      try {
        return Optional.of(books.positions(log));
      } catch (SourceException e) {
        unasked("Kafka did not answer: " + e.getMessage());
        return Optional.empty();
      }
    }
  }
}
