package io.camus.commit;

import io.camus.model.Pulled;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.Unfinished.Reason;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An error budget as a percentage of a topic's records: one for records without a known schema, one
 * for other faults. Null values count in neither.
 */
public final class PercentBudget implements ErrorBudget {
  private final Function<String, Limits> limits;

  /**
   * Limits of one topic, in percent from 0 to 100.
   *
   * @param schemaNotFound {@code etl.max.percent.skipped.schemanotfound}; empty: no limit
   * @param other {@code etl.max.percent.skipped.other}
   */
  public record Limits(Optional<Double> schemaNotFound, double other) {
    /** No limits. */
    public static final Limits NONE = new Limits(Optional.empty(), 100);

    /**
     * Whether the limits are exceeded. If they are, they also are for fewer records in total.
     *
     * @param records all that were pulled, good and bad, without null values
     */
    public boolean areExceeded(long badSchemas, long others, long records) {
      return schemasExceed(badSchemas, records) || othersExceed(others, records);
    }

    private boolean schemasExceed(long bad, long records) {
      return schemaNotFound.isPresent() && exceeds(bad, records, schemaNotFound.get());
    }

    private boolean othersExceed(long bad, long records) {
      return exceeds(bad, records, other);
    }

    private static boolean exceeds(long bad, long records, double percent) {
      return bad * 100.0 > percent * records;
    }
  }

  public PercentBudget(Function<String, Limits> limits) {
    this.limits = limits;
  }

  @Override
  public Optional<String> violation(String topic, Collection<? extends Pulled> groups) {
    long records = 0;
    long schemaNotFound = 0;
    long other = 0;
    for (Pulled group : groups) {
      records +=
          group.written() + group.rejectedRecords() - group.rejected(RejectionCause.NULL_VALUE);
      schemaNotFound += group.rejected(RejectionCause.SCHEMA_NOT_FOUND);
      other +=
          group.rejected(RejectionCause.MALFORMED) + group.rejected(RejectionCause.NO_EVENT_TIME);
    }
    Limits limit = limits.apply(topic);
    if (limit.schemasExceed(schemaNotFound, records)) {
      return Optional.of(
          sentence(
                  topic,
                  schemaNotFound,
                  records,
                  "have no schema",
                  limit.schemaNotFound().orElseThrow(),
                  "etl.max.percent.skipped.schemanotfound")
              + stopped(groups));
    }
    if (limit.othersExceed(other, records)) {
      return Optional.of(
          sentence(
                  topic,
                  other,
                  records,
                  "cannot be decoded",
                  limit.other(),
                  "etl.max.percent.skipped.other")
              + stopped(groups));
    }
    return Optional.empty();
  }

  /** A note that the rest was not pulled, if so. */
  private static String stopped(Collection<? extends Pulled> groups) {
    long pulled = 0;
    long planned = 0;
    boolean stopped = false;
    for (Pulled group : groups) {
      for (PulledRange range : group.ranges()) {
        pulled += range.range().length();
        planned += range.plannedTo() - range.range().from();
        stopped |= range.unfinished().filter(why -> why.reason() == Reason.OVER_BUDGET).isPresent();
      }
    }
    return stopped
        ? String.format(
            Locale.ROOT,
            "; stopped after %,d of %,d offsets, because the rest could not bring it back under the"
                + " limit",
            pulled,
            planned)
        : "";
  }

  private static String sentence(
      String topic, long bad, long all, String what, double percent, String key) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d records (%.3f %%) %s, over the limit of %s %% (%s); nothing was committed for"
            + " this topic: fix its decoder or schemas, or raise %s.%s",
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
