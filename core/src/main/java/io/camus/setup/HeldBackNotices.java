package io.camus.setup;

import io.camus.model.HeldBack;
import io.camus.model.OpenTransaction;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.Quantity;
import io.camus.setup.LogDetails.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reports records blocked by open transactions, once per topic. It is more than a notice if the
 * brokers will not end the transaction, or if it has been open for half of the topic's retention
 * time.
 */
final class HeldBackNotices {
  private static final int NAMED = 3;

  private HeldBackNotices() {}

  /**
   * One problem per topic.
   *
   * @param catalog queried for the topics' retention if records are blocked
   */
  static List<Problem> of(Collection<HeldBack> heldBack, TopicCatalog catalog, Instant now) {
    if (heldBack.isEmpty()) {
      return List.of();
    }
    Map<String, List<HeldBack>> topics =
        heldBack.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.partition().topic(), TreeMap::new, Collectors.toList()));
    Map<String, Retention> retention = catalog.details().retention(topics.keySet());
    List<Problem> problems = new ArrayList<>();
    topics.forEach(
        (topic, partitions) ->
            problems.add(
                problem(topic, partitions, Optional.ofNullable(retention.get(topic)), now)));
    return problems;
  }

  private static Problem problem(
      String topic, List<HeldBack> partitions, Optional<Retention> retention, Instant now) {
    List<HeldBack> worstFirst =
        partitions.stream()
            .sorted(
                Comparator.comparing((HeldBack it) -> !it.isStuck(now))
                    .thenComparing(HeldBackNotices::begin)
                    .thenComparing(it -> it.partition().partition()))
            .toList();
    HeldBack worst = worstFirst.get(0);
    String waiting =
        String.format(
            Locale.ROOT,
            "%s of %s are blocked by an open transaction (%s)",
            Quantity.of(partitions.stream().mapToLong(HeldBack::offsets).sum(), "offset"),
            names(worstFirst),
            worst.words(now));
    boolean stuck = worst.isStuck(now);
    if (!stuck && !isHalfLost(worst, retention, now)) {
      return new Problem(
          Severity.NOTICE,
          topic,
          waiting + "; a run will pull them when the transaction has ended");
    }
    String why =
        stuck
            ? "; the brokers will not end it, run: " + worst.abortCommand()
            : "; half of retention.ms has passed: end it, or raise retention.ms";
    return new Problem(Severity.OUTSIDE, topic, waiting + why);
  }

  private static Instant begin(HeldBack heldBack) {
    return heldBack.transaction().flatMap(OpenTransaction::startedAt).orElse(Instant.MAX);
  }

  private static String names(List<HeldBack> partitions) {
    String named =
        partitions.stream()
            .limit(NAMED)
            .map(it -> it.partition() + "@" + it.from())
            .collect(Collectors.joining(", "));
    return partitions.size() > NAMED
        ? String.format(Locale.ROOT, "%s and %,d more", named, partitions.size() - NAMED)
        : named;
  }

  private static boolean isHalfLost(HeldBack heldBack, Optional<Retention> retention, Instant now) {
    Optional<Duration> kept =
        retention.filter(Retention::deletes).flatMap(Retention::time).map(it -> it.dividedBy(2));
    Optional<Duration> age =
        heldBack
            .transaction()
            .flatMap(OpenTransaction::startedAt)
            .map(begin -> Duration.between(begin, now));
    return kept.isPresent() && age.isPresent() && age.get().compareTo(kept.get()) > 0;
  }
}
