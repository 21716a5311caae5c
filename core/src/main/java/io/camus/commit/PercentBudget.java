package io.camus.commit;

import io.camus.model.PulledGroup;
import io.camus.model.RejectionCause;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An error budget in percent of a topic's records, one for records without a known schema and one
 * for the other faults. Null values count in neither.
 */
public final class PercentBudget implements ErrorBudget {
  private final Function<String, Limits> limits;

  /**
   * Limits of one topic, in percent from 0 to 100.
   *
   * @param schemaNotFound {@code etl.max.percent.skipped.schemanotfound}; empty: no limit
   * @param other {@code etl.max.percent.skipped.other}
   */
  public record Limits(Optional<Double> schemaNotFound, double other) {}

  public PercentBudget(Function<String, Limits> limits) {
    this.limits = limits;
  }

  @Override
  public Optional<String> violation(String topic, List<PulledGroup> groups) {
    long records = 0;
    long schemaNotFound = 0;
    long other = 0;
    for (PulledGroup group : groups) {
      records +=
          group.written() + group.rejectedRecords() - group.rejected(RejectionCause.NULL_VALUE);
      schemaNotFound += group.rejected(RejectionCause.SCHEMA_NOT_FOUND);
      other +=
          group.rejected(RejectionCause.MALFORMED) + group.rejected(RejectionCause.NO_EVENT_TIME);
    }
    Limits limit = limits.apply(topic);
    if (limit.schemaNotFound().isPresent()
        && exceeds(schemaNotFound, records, limit.schemaNotFound().get())) {
      return Optional.of(
          sentence(
              topic,
              schemaNotFound,
              records,
              "have no schema",
              limit.schemaNotFound().get(),
              "etl.max.percent.skipped.schemanotfound"));
    }
    if (exceeds(other, records, limit.other())) {
      return Optional.of(
          sentence(
              topic,
              other,
              records,
              "cannot be decoded",
              limit.other(),
              "etl.max.percent.skipped.other"));
    }
    return Optional.empty();
  }

  private static boolean exceeds(long bad, long records, double percent) {
    return bad * 100.0 > percent * records;
  }

  private static String sentence(
      String topic, long bad, long all, String what, double percent, String key) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d records (%.3f %%) %s, more than the %s %% of %s;"
            + " the topic stays where it was: mend its decoder or its schemas, or raise %s.%s",
        bad,
        all,
        100.0 * bad / all,
        what,
        percent,
        key,
        key,
        topic);
  }
}
