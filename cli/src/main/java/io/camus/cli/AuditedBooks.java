package io.camus.cli;

import io.camus.books.AuditEvents;
import io.camus.books.AuditTopic;
import io.camus.books.BookReport;
import io.camus.books.BookSettings;
import io.camus.books.BookSpan;
import io.camus.books.Books;
import io.camus.books.Explanation;
import io.camus.books.LoggedCounts;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.config.AuditSettings;
import io.camus.config.CamusConfig;
import io.camus.config.CompletionSettings;
import io.camus.model.CommitRecord;
import io.camus.offsets.PositionsQuery;
import io.camus.offsets.PositionsReport;
import io.camus.setup.TopicCatalog;
import io.camus.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** The books of a configuration: reads what {@link Books} balances, in the order that is safe. */
final class AuditedBooks {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final CamusConfig config;
  private final HadoopSession session;
  private Optional<Wiring> wiring = Optional.empty();
  private final InstantSource clock;
  private final BookSettings settings;

  AuditedBooks(
      CamusConfig config, Optional<String> topic, Instant from, Instant to, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.session = HadoopSession.reading(config);
    topic.ifPresent(it -> Operations.requireKnown(it, session.log(), config));
    Predicate<String> topics = it -> topic.map(it::equals).orElse(true);
    this.settings =
        new BookSettings(
            topics,
            BookSpan.of(from, to, config.value(AuditSettings.GRANULARITY)),
            config.value(CompletionSettings.SETTLE),
            posted(config, config.optional(AuditSettings.TIER)),
            posted(config, config.optional(AuditSettings.BROKER_TIER)),
            config.value(AuditSettings.TIERS));
  }

  private static Optional<String> posted(CamusConfig config, Optional<String> tier) {
    return tier.filter(it -> config.value(AuditSettings.POST));
  }

  BookReport balance(LongConsumer progress) {
    AuditTopic.Content audit = audit(progress);
    LogState log = session.log();
    PositionsReport positions = positions(log);
    return Books.balance(settings, audit, counts(log), positions);
  }

  Explanation explain(String topic, LongConsumer progress) {
    AuditTopic.Content audit = audit(progress);
    LogState log = session.log();
    PositionsReport positions = positions(log);
    return Books.explain(settings, topic, audit, counts(log), positions);
  }

  /** What is balanced. */
  BookSettings settings() {
    return settings;
  }

  HadoopSession session() {
    return session;
  }

  /** Kafka's parts need secrets, so they are created once they are needed. */
  private Wiring wiring() {
    if (wiring.isEmpty()) {
      wiring = Optional.of(session.wiring());
    }
    return wiring.get();
  }

  /**
   * Asks the brokers for their topics.
   *
   * @throws io.camus.model.SourceException if they do not answer
   */
  void askForTopics() {
    try (TopicCatalog catalog = wiring().cluster().catalog()) {
      catalog.list().topics();
    }
  }

  /** The events of the audit topic. */
  AuditTopic.Content audit(LongConsumer progress) {
    BookSpan span = settings.span();
    return wiring().audit().topic(LONGEST).read(span, new AuditEvents(span), progress);
  }

  private LoggedCounts counts(LogState log) {
    return counts(log, record -> {});
  }

  /**
   * The counts of the log.
   *
   * @param also gets each record too
   */
  LoggedCounts counts(LogState log, Consumer<CommitRecord> also) {
    return new LoggedCounts(new LogReader(session.store(), session.layout()), log.number(), also);
  }

  /** The positions of the settings' topics. */
  PositionsReport positions(LogState log) {
    try (TopicCatalog catalog = wiring().cluster().catalog()) {
      return new PositionsQuery(
              catalog,
              config.topicFilter()::whyOut,
              wiring()::glance,
              wiring().cluster().config().kafkaClients().adminCallTimeout(),
              clock)
          .report(log.positions(), settings.topics());
    }
  }
}
