package io.camus.cli;

import io.camus.books.BookReport;
import io.camus.books.Explanation;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.complete.ClosingSpan;
import io.camus.complete.Completeness;
import io.camus.complete.CompletionQuery;
import io.camus.complete.HeldOpen;
import io.camus.config.CamusConfig;
import io.camus.config.CompletionSettings;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The operations of {@code camus audit}. */
class AuditOperations {
  private final InstantSource clock;

  AuditOperations(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Balances the books. The audit topic is read first, so that every message that it counts is
   * below the end offsets that positions are compared with.
   *
   * @param topic the only topic; empty: all
   * @throws ConfigurationException if the log knows no such topic
   */
  BookReport balance(
      CamusConfig config, Optional<String> topic, Instant from, Instant to, LongConsumer progress) {
    return new AuditedBooks(config, topic, from, to, clock).balance(progress);
  }

  /**
   * Explains a short span of a topic.
   *
   * @throws ConfigurationException if the log knows no such topic
   */
  Explanation explain(
      CamusConfig config, String topic, Instant from, Instant to, LongConsumer progress) {
    return new AuditedBooks(config, Optional.of(topic), from, to, clock).explain(topic, progress);
  }

  /**
   * Whether the bucket of an event time is complete.
   *
   * @throws ConfigurationException if the settings do not track the topic, or the log does not know
   *     it
   */
  CompletionQuery.Answer completeness(CamusConfig config, String topic, Instant time) {
    HadoopSession session = HadoopSession.reading(config);
    LogState log = session.log();
    Operations.requireKnown(topic, log, config);
    Completeness rules =
        session
            .wiringOfLog()
            .completeness(topic)
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        String.format(
                            Locale.ROOT,
                            "%s is not true for %s; set it, so that runs record which buckets are complete",
                            CompletionSettings.COMPLETE.name(),
                            topic)));
    try {
      return new CompletionQuery(new LogReader(session.store(), session.layout()), rules)
          .of(topic, time, log);
    } catch (IOException e) {
      throw new StorageException("cannot read the commit log: " + RootCause.line(e), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /**
   * Why a bucket is still open, as far as its records are pulled: tiers that do not balance.
   *
   * @param answer of {@link #completeness}
   * @return empty if no tier has to balance, all do, or the bucket has not settled
   */
  Optional<String> whyOpen(CamusConfig config, String topic, CompletionQuery.Answer answer) {
    HadoopSession session = HadoopSession.reading(config);
    Completeness rules = session.wiringOfLog().completeness(topic).orElseThrow();
    if (rules.tiers().isEmpty() || clock.instant().isBefore(answer.end().plus(rules.settle()))) {
      return Optional.empty();
    }
    LogState log = session.log();
    return log.trackers()
        .of(topic)
        .flatMap(tracked -> ClosingSpan.of(rules, tracked, answer.end()))
        .map(
            span ->
                session.wiring().audit().balance().judge(List.of(span), log.number()).get(topic))
        .map(HeldOpen::reason);
  }

  /**
   * Posts the counts of commit records again.
   *
   * @throws ConfigurationException if counts are not to be posted, or the log has no such record
   */
  AuditPosted post(CamusConfig config, RecordSelection selection) {
    return new CountsReposting(HadoopSession.reading(config), config).post(selection);
  }
}
