package io.camus.commit;

import io.camus.model.GroupSummary;
import java.util.Collection;

/**
 * The totals of some pulled ranges.
 *
 * @param ranges number of ranges
 * @param offsets offsets that they cover
 * @param records records in data files
 * @param rejected records in dead letters
 * @param files data files and dead letters
 */
public record Amount(long ranges, long offsets, long records, long rejected, long files) {

  /** The sum of some groups of ranges. */
  public static Amount of(Collection<GroupSummary> groups) {
    return new Amount(
        groups.stream().mapToLong(group -> group.ranges().size()).sum(),
        groups.stream().mapToLong(GroupSummary::offsets).sum(),
        groups.stream().mapToLong(GroupSummary::written).sum(),
        groups.stream().mapToLong(GroupSummary::rejectedRecords).sum(),
        groups.stream().mapToLong(group -> group.files().all()).sum());
  }
}
